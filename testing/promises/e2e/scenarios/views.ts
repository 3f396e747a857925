import { expect } from 'vitest'
import { hold } from '../../src/hold.js'
import { type Group, links } from '../../src/Scenario.js'
import { activity, frame, nothing, suspense } from '../../src/Scene.js'

/** What React does to a component must not cost a link. */
export const views: Group = {
  title: 'Views',
  scenarios: [
    {
      name: 'first view, in StrictMode',
      links: links(1),
      async run({ tab }) {
        await tab.open(frame())
        await tab.shows()
        expect(await tab.reports()).toEqual(['status requesting', 'status opening', 'status open'])
      },
    },
    {
      name: '100 re-renders',
      links: links(1),
      async run({ tab }) {
        await tab.open(frame())
        await tab.shows()
        await tab.mark()
        await tab.page.evaluate((scene) => {
          for (let i = 0; i < 100; i++)
            window.promises.render({ ...scene, props: { ...scene.props, name: `Dana ${i}` } })
        }, frame())
        expect(await tab.isMarked()).toBe(true)
      },
    },
    {
      name: 'unmount while requesting, and mount again',
      links: links(2, { redeemed: 1 }),
      note: 'a request in flight cannot be undone: its link expires unopened',
      async run({ tab, stack, ledger }) {
        const answer = hold(stack)
        await tab.open(frame())
        await ledger({ minted: 1 })
        await tab.render(nothing)
        answer()
        await tab.render(frame())
        await tab.shows()
      },
    },
    {
      name: 'Suspense hides and shows',
      links: links(1),
      async run({ tab }) {
        await tab.open(suspense(false))
        await tab.shows()
        await tab.mark()
        await tab.render(suspense(true))
        await tab.page.waitFor(() => document.body.textContent.includes('Suspended'))
        await tab.render(suspense(false))
        await tab.shows()
        expect(await tab.isMarked()).toBe(true)
      },
    },
    {
      name: 'Activity hidden at start, then shown',
      links: links(1),
      async run({ tab, stack }) {
        await tab.open(activity('hidden'))
        await tab.reaches('idle')
        await tab.pass(60_000)
        expect(stack.asked).toBe(0)
        await tab.render(activity('visible'))
        await tab.shows()
      },
    },
    {
      name: 'Activity hides and shows',
      links: links(1),
      async run({ tab }) {
        await tab.open(activity('visible'))
        await tab.shows()
        await tab.mark()
        await tab.render(activity('hidden'))
        await tab.pass(600_000)
        await tab.render(activity('visible'))
        await tab.shows()
        expect(await tab.isMarked()).toBe(true)
      },
    },
  ],
}
