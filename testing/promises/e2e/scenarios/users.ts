import { capabilities, type Engine } from '@conversation-frame/browsers'
import { expect } from 'vitest'
import { type Group, links } from '../../src/Scenario.js'
import { dana, frame, list, prefetch, provider, type Scene, yoav } from '../../src/Scene.js'

const danas = list(frame(dana, 'dana'))
const yoavs = list(frame(yoav, 'yoav'))

function canMove(engine: Engine): boolean {
  return capabilities[engine].moveBefore === 'real'
}

/** Whether the parked frame is neither seen nor reached by the Tab key, a click or assistive technology. */
function isOutOfReach(): boolean {
  const parked = document.querySelector<HTMLIFrameElement>('[data-conversation-frame-parking] iframe')
  if (!parked) return false
  parked.focus()
  return !parked.checkVisibility() && document.activeElement !== parked && parked.closest('[inert]') !== null
}

/** Frames that left the page and stay alive, and the user whose they are. */
export const users: Group = {
  title: 'Keep-alive and users',
  scenarios: [
    {
      name: 'keep-alive: back and forth between two conversations',
      links: (engine) => links(canMove(engine) ? 2 : 4),
      note: 'without `moveBefore`, going back to a conversation is a new view',
      async run({ tab, engine }) {
        const kept = (child: Scene) => provider({ keepAlive: 2 }, child)
        await tab.open(kept(danas))
        await tab.shows('dana')
        await tab.settles()
        await tab.mark('dana')
        await tab.render(kept(yoavs))
        if (canMove(engine)) expect(await tab.page.evaluate(isOutOfReach)).toBe(true)
        await tab.shows('yoav', 166)
        await tab.settles()
        await tab.mark('yoav')
        await tab.render(kept(danas))
        await tab.shows('dana')
        await tab.settles()
        expect(await tab.isMarked('dana')).toBe(canMove(engine))
        await tab.render(kept(yoavs))
        await tab.shows('yoav', 166)
        expect(await tab.isMarked('yoav')).toBe(canMove(engine))
      },
    },
    {
      name: 'user change: live frames',
      links: links(2),
      async run({ tab, ledger }) {
        await tab.open(provider({ sessionKey: 'maya' }))
        await tab.shows()
        await tab.settles()
        await tab.render(provider({ sessionKey: 'tom' }))
        await ledger({ redeemed: 2 })
        await tab.shows()
      },
    },
    {
      name: 'user change: kept frames',
      links: links(3),
      async run({ tab }) {
        const of = (sessionKey: string, child: Scene) => provider({ keepAlive: 2, sessionKey }, child)
        await tab.open(of('maya', danas))
        await tab.shows('dana')
        await tab.settles()
        await tab.render(of('maya', yoavs))
        await tab.shows('yoav', 166)
        await tab.settles()
        await tab.render(of('tom', list()))
        await tab.page.waitFor(() => document.querySelector('[data-conversation-frame-parking] iframe') === null)
        await tab.render(of('tom', danas))
        await tab.shows('dana')
      },
    },
    {
      name: 'user change: prefetched links',
      links: links(2, { redeemed: 1 }),
      async run({ tab, ledger }) {
        await tab.open(provider({ sessionKey: 'maya' }, list(prefetch())))
        await tab.page.click('[data-prefetch]')
        await ledger({ minted: 1 })
        await tab.render(provider({ sessionKey: 'tom' }, list(prefetch(), frame())))
        await tab.shows()
      },
    },
  ],
}
