import { expect } from 'vitest'
import { hold } from '../../src/hold.js'
import { type Group, links } from '../../src/Scenario.js'
import { box, details, frame, list, nothing, type Scene } from '../../src/Scene.js'
import { shownInTurn } from '../../src/shownInTurn.js'

/** Tabs that stay mounted, as many UI kits keep them: all but one are in `display: none`. */
function tabs(shown: number): Scene {
  return list(
    ...[0, 1, 2, 3, 4, 5].map((tab) => box(`tab ${tab}`, [frame({}, `tab-${tab}`)], { hidden: tab !== shown })),
  )
}

/** No link is minted without a viewer, and no live frame is replaced. */
export const absence: Group = {
  title: 'Offline, hidden, off-screen',
  scenarios: [
    {
      name: 'offline at start',
      links: links(1),
      needs: ['offline'],
      async run({ tab, stack }) {
        await tab.open(nothing)
        await tab.page.setOffline(true)
        await tab.render(frame())
        await tab.reaches('offline')
        await tab.pass(60_000)
        expect(stack.asked).toBe(0)
        await tab.page.setOffline(false)
        await tab.shows()
      },
    },
    {
      name: 'offline before the link arrives',
      links: links(1),
      needs: ['offline'],
      note: 'the link waits, and is opened if it is still valid',
      mayLog: /ERR_INTERNET_DISCONNECTED/,
      async run({ tab, stack, ledger }) {
        const answer = hold(stack)
        await tab.open(frame())
        await ledger({ minted: 1 })
        await tab.page.setOffline(true)
        answer()
        await tab.reaches('offline')
        await tab.pass(60_000)
        await ledger({ minted: 1, navigated: 0 })
        await tab.page.setOffline(false)
        await tab.shows()
      },
    },
    {
      name: 'a live frame goes offline and back',
      links: links(1),
      needs: ['offline'],
      mayLog: /ERR_INTERNET_DISCONNECTED/,
      async run({ tab }) {
        await tab.open(frame())
        await tab.shows()
        await tab.settles()
        await tab.mark()
        await tab.page.setOffline(true)
        await tab.pass(60_000)
        await tab.page.setOffline(false)
        await tab.pass(60_000)
        expect(await tab.isMarked()).toBe(true)
      },
    },
    {
      name: 'hidden tab at start',
      links: links(1),
      needs: ['hidden'],
      async run({ tab, stack }) {
        await tab.open(nothing)
        await tab.page.setHidden(true)
        await tab.render(frame())
        await tab.reaches('idle')
        await tab.pass(60_000)
        expect(stack.asked).toBe(0)
        await tab.page.setHidden(false)
        await tab.shows()
      },
    },
    {
      name: 'a live frame in a tab that is hidden and shown',
      links: links(1),
      needs: ['hidden'],
      async run({ tab }) {
        await tab.open(frame())
        await tab.shows()
        await tab.settles()
        await tab.mark()
        await tab.page.setHidden(true)
        await tab.pass(600_000)
        await tab.page.setHidden(false)
        await tab.pass(1_000)
        expect(await tab.isMarked()).toBe(true)
      },
    },
    {
      name: '100 lazy frames, 6 in view',
      links: links(6),
      async run({ tab, stack }) {
        const rows = Array.from({ length: 100 }, (_, row) =>
          box(`row ${row}`, [frame({ loading: 'lazy', style: { height: 100 } }, `row-${row}`)], { height: 100 }),
        )
        await tab.open(nothing)
        await tab.render(box('list', rows, { height: 590, scrolls: true }))
        await shownInTurn(...Array.from({ length: 6 }, (_, row) => [tab, `row-${row}`] as const))
        expect(stack.asked).toBe(6)
      },
    },
    {
      name: '6 eager frames, 5 in `display: none`, then another one of them',
      links: links(2),
      note: 'a hidden frame waits, and requests its link when it is shown',
      async run({ tab, stack }) {
        await tab.open(tabs(0))
        await tab.shows('tab-0')
        await tab.settles()
        expect(stack.asked).toBe(1)
        await tab.render(tabs(4))
        await tab.shows('tab-4')
        await tab.settles()
        expect(stack.asked).toBe(2)
      },
    },
    {
      name: 'a closed `details`, then opened',
      links: links(1),
      async run({ tab, stack }) {
        await tab.open(details(false))
        await tab.pass(60_000)
        expect(stack.asked).toBe(0)
        await tab.render(details(true))
        await tab.shows()
      },
    },
  ],
}
