import type { Lab } from '../openLab.js'
import type { Section } from '../Section.js'

/** Renders a hundred lazy frames, six of them visible. Returns the number of links minted once those six are open. */
export async function linksOfLazyFrames({ host, open }: Lab): Promise<number> {
  host.endpointDelay = 0
  const before = host.handedOut
  await using tab = await open('lazyFrames', 'production', { endpoint: '/login/light', settleTime: '50' })
  await tab.page.waitForFunction(() => document.querySelectorAll('[data-status="open"]').length >= 6, undefined, {
    polling: 100,
  })
  // A seventh login would start as soon as the sixth has settled.
  await tab.page.waitForFunction(async () => {
    const { held = [], pending = [] } = await navigator.locks.query()
    return held.length + pending.length === 0
  })
  return host.handedOut - before
}

export const lazyFrames: Section = {
  name: 'lazy',
  title: 'A hundred lazy frames',
  async measure(lab) {
    const links = await linksOfLazyFrames(lab)
    return {
      rows: [{ what: '100 lazy frames, 6 visible', measured: `${links} links`, goal: '6 links', reached: links === 6 }],
      details: `A hundred frames with \`loading="lazy"\` in a box that shows six of them. Counted when those six are open and no login has or wants the turn. The links lead to a light page, and \`settleTime\` is 50 ms, so that
the logins, which run one at a time, take no 18 seconds.`,
    }
  },
}
