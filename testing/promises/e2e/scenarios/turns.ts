import { expect } from 'vitest'
import { type Group, links } from '../../src/Scenario.js'
import { dana, frame, list, nothing, provider, type Scene, yoav } from '../../src/Scene.js'
import { shownInTurn } from '../../src/shownInTurn.js'

/** Every login page clears the session that all frames share: logins run one at a time, each with a link of its own. */
export const turns: Group = {
  title: 'Opening at the same moment',
  scenarios: [
    {
      name: 'two frames with equal props',
      links: links(2),
      async run({ tab, stack }) {
        await tab.open(list(frame({}, 'a'), frame({}, 'b')))
        await tab.shows('a')
        expect(stack.asked).toBe(1)
        await shownInTurn([tab, 'a'], [tab, 'b'])
      },
    },
    {
      name: 'two frames in a browser without Web Locks',
      links: links(2),
      async run({ tab, stack }) {
        await tab.open(nothing)
        await tab.page.evaluate(() => void Object.defineProperty(navigator, 'locks', { value: undefined }))
        await tab.render(list(frame({}, 'a'), frame({}, 'b')))
        await tab.shows('a')
        expect(stack.asked).toBe(1)
        await shownInTurn([tab, 'a'], [tab, 'b'])
      },
    },
    {
      name: 'two frames with `conversationUrl`, one after the other and together',
      links: links(3),
      note: 'an open frame serves a later one; two that start together log in one after the other',
      async run({ tab, stack }) {
        const all = (...frames: Scene[]) => provider({ conversationUrl: true }, list(...frames))
        await tab.open(all(frame(dana, 'dana')))
        await tab.enters('dana')
        await tab.render(all(frame(dana, 'dana'), frame(yoav, 'yoav')))
        await tab.shows('yoav', 166)
        expect(stack.asked).toBe(1)
        await tab.render(all())
        await tab.render(all(frame(yoav, 'b'), frame(dana, 'a')))
        await tab.enters('b', 166)
        await tab.shows('a', 165)
        expect(stack.asked).toBe(3)
      },
    },
    {
      name: 'two React roots',
      links: links(2),
      async run({ tab, stack }) {
        await tab.open(nothing)
        await tab.page.evaluate(
          ([left, right]) => {
            window.promises.render(left, 'left')
            window.promises.render(right, 'right')
          },
          [frame({}, 'a'), frame({}, 'b')] as const,
        )
        await tab.shows('a')
        expect(stack.asked).toBe(1)
        await shownInTurn([tab, 'a'], [tab, 'b'])
      },
    },
    {
      name: 'two tabs',
      links: links(2),
      needs: (engine) => (engine === 'firefox' ? ['tabs', 'hidden'] : ['tabs']),
      async run({ tab, newTab, engine }) {
        const second = await newTab()
        // As in two windows side by side: a tab in the background is hidden in Firefox, where it would wait.
        if (engine === 'firefox') for (const { page } of [tab, second]) await page.setHidden(false)
        await Promise.all([tab.open(frame()), second.open(frame())])
        await shownInTurn([tab, 'frame'], [second, 'frame'])
      },
    },
    {
      name: 'two tabs, the first of which is slow',
      links: links(2, { redeemed: 1 }),
      note: 'the second has its link, and opens it when the first gives up',
      needs: (engine) => (engine === 'firefox' ? ['tabs', 'hidden'] : ['tabs']),
      async run({ tab, newTab, engine, stack, ledger }) {
        const second = await newTab()
        if (engine === 'firefox') for (const { page } of [tab, second]) await page.setHidden(false)
        stack.vendor.faults.set({ loginPage: { hang: true, times: 1 } })
        await tab.open(frame())
        await tab.reaches('opening')
        await second.open(frame())
        await ledger({ minted: 2 })
        await second.reaches('requesting')
        await second.pass(1_000)
        expect(stack.vendor.ledger.totals()).toMatchObject({ navigated: 0 })
        expect(await second.reports()).toEqual(['status requesting'])
        await tab.render(nothing)
        await second.shows()
      },
    },
  ],
}
