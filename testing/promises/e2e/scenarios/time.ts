import { expect } from 'vitest'
import { hold } from '../../src/hold.js'
import { type Group, links } from '../../src/Scenario.js'
import { frame, list, prefetch } from '../../src/Scene.js'

const pastTheWindow = 600_000

/** A link is opened only inside its five minutes less a margin, by the clock of the moment. */
export const time: Group = {
  title: 'Time',
  scenarios: [
    {
      name: 'a link waits in a hidden tab, within its window',
      links: links(1),
      needs: ['hidden'],
      async run({ tab, stack, ledger }) {
        const answer = hold(stack)
        await tab.open(frame())
        await ledger({ minted: 1 })
        await tab.page.setHidden(true)
        answer()
        await tab.reaches('idle')
        await tab.pass(60_000)
        await ledger({ navigated: 0 })
        await tab.page.setHidden(false)
        await tab.shows()
      },
    },
    {
      name: 'sleep past the window before opening',
      links: links(2, { redeemed: 1 }),
      needs: ['hidden'],
      note: 'the expired link is discarded unopened',
      async run({ tab, stack, ledger }) {
        const answer = hold(stack)
        await tab.open(frame())
        await ledger({ minted: 1 })
        await tab.page.setHidden(true)
        answer()
        await tab.reaches('idle')
        await tab.sleep(pastTheWindow)
        await tab.page.setHidden(false)
        await tab.shows()
      },
    },
    {
      name: 'sleep past the window while requesting',
      links: links(2, { redeemed: 1 }),
      note: 'the expired link is discarded unopened',
      async run({ tab, stack, ledger }) {
        const answer = hold(stack)
        await tab.open(frame())
        await ledger({ minted: 1 })
        await tab.sleep(pastTheWindow)
        answer()
        await tab.shows()
      },
    },
    {
      name: 'a prefetch that is used',
      links: links(1),
      async run({ tab, ledger }) {
        await tab.open(list(prefetch()))
        await tab.page.click('[data-prefetch]')
        await ledger({ minted: 1 })
        await tab.render(list(prefetch(), frame()))
        await tab.shows()
      },
    },
    {
      name: 'a prefetch that expired',
      links: links(2, { redeemed: 1 }),
      async run({ tab, ledger }) {
        await tab.open(list(prefetch()))
        await tab.page.click('[data-prefetch]')
        await ledger({ minted: 1 })
        await tab.sleep(pastTheWindow)
        await tab.render(list(prefetch(), frame()))
        await tab.shows()
      },
    },
    {
      name: 'a live frame sleeps for a day',
      links: links(1),
      async run({ tab }) {
        await tab.open(frame())
        await tab.shows()
        await tab.settles()
        await tab.mark()
        await tab.sleep(86_400_000)
        await tab.pass(1_000)
        expect(await tab.isMarked()).toBe(true)
      },
    },
  ],
}
