import type { Switch } from '../page/scenes/keepAlive.js'
import type { Section } from '../Section.js'
import { summarise } from '../summarise.js'

const switches = 30

export const keptAlive: Section = {
  name: 'keep-alive',
  title: 'Going back to a conversation that was kept alive',
  async measure({ host, open }) {
    host.endpointDelay = 0
    await using tab = await open('keepAlive', 'production', { settleTime: '500' })
    await tab.page.evaluate(() => window.keepAlive.open())
    const before = host.handedOut
    const gone: Switch[] = []
    for (let i = 0; i < switches; i += 1)
      gone.push(await tab.page.evaluate((index) => window.keepAlive.goTo(index), i % 2))
    const links = host.handedOut - before
    const took = summarise(gone.map(({ milliseconds }) => milliseconds))
    const mostFrames = Math.max(...gone.map(({ animationFrames }) => animationFrames))
    const kept = gone.filter(({ kept }) => kept).length
    return {
      rows: [
        {
          what: 'going back to a kept-alive conversation',
          measured: `${mostFrames} animation frame${mostFrames === 1 ? '' : 's'} at most, ${links} links`,
          goal: '1 animation frame, 0 links',
          reached: mostFrames <= 1 && links === 0 && kept === switches,
        },
      ],
      details: `Two conversations below a provider with \`keepAlive={2}\`, both open and settled; then ${switches} switches between them. The same iframe was back in ${kept} of ${switches}, without a
load. React and the move took ${took.median.toFixed(1)} ms (middle half ${took.lower.toFixed(1)} to ${took.upper.toFixed(1)}), and the conversation was visible in the next animation frame at the latest (${mostFrames}).`,
    }
  },
}
