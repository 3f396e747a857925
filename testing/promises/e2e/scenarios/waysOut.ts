import type { Page } from '@conversation-frame/browsers'
import { expect } from 'vitest'
import { type Group, links } from '../../src/Scenario.js'
import { frame, link, list } from '../../src/Scene.js'
import type { Stack } from '../../src/startStack.js'

async function showsConversation(page: Page): Promise<void> {
  await page.waitFor(() => document.querySelector('[data-page="conversation"][data-conversation="165"]'))
}

/** Keeps the endpoint's answers back until the returned function is called. */
function holdAnswers(stack: Stack): () => void {
  let release = () => {}
  const released = new Promise<void>((resolve) => {
    release = resolve
  })
  stack.intercept = (request, next) => released.then(() => next(request))
  return release
}

/** What a person can do: each press has a link of its own. */
export const waysOut: Group = {
  title: 'Reload and new tab',
  scenarios: [
    {
      name: 'reload by the user',
      links: links(2),
      async run({ tab, ledger }) {
        await tab.open(frame())
        await tab.shows()
        await tab.settles()
        await tab.page.click('#frame [data-part="reload"]')
        await ledger({ redeemed: 2 })
        await tab.shows()
      },
    },
    {
      name: 'new tab',
      links: links(2),
      needs: ['popups'],
      note: 'it opens before the endpoint has answered: a browser blocks one that opens later',
      async run({ tab, stack }) {
        await tab.open(frame())
        await tab.shows()
        await tab.settles()
        const answer = holdAnswers(stack)
        const popup = await tab.page.waitForPopup(() => tab.page.click('#frame [data-part="new-tab"]'))
        answer()
        await showsConversation(popup)
        expect(await popup.evaluate(() => window.opener)).toBeNull()
      },
    },
    {
      name: 'new tab by `<ConversationLink>`',
      links: links(1),
      needs: ['popups'],
      async run({ tab }) {
        await tab.open(link())
        const popup = await tab.page.waitForPopup(() => tab.page.click('[data-conversation-link]'))
        await showsConversation(popup)
      },
    },
    {
      name: 'new tab from a page with `Cross-Origin-Opener-Policy: same-origin`',
      links: links(3),
      needs: ['popups'],
      cannot: { firefox: 'its driver loses a page that changes its process because of that policy' },
      note: 'the host sees the tab as closed as soon as the vendor has loaded: the next login waits for it anyway',
      async run({ tab, stack, ledger }) {
        stack.openerPolicy = 'same-origin'
        const settleTime = 60_000
        await tab.open(list(frame({ settleTime }, 'a')))
        await tab.shows('a')
        await tab.pass(settleTime)
        const popup = await tab.page.waitForPopup(() => tab.page.click('#a [data-part="new-tab"]'))
        await showsConversation(popup)
        await ledger({ redeemed: 2 })
        await tab.render(list(frame({ settleTime }, 'a'), frame({}, 'b')))
        await tab.pass(settleTime / 2)
        expect(stack.asked).toBe(2)
        await tab.pass(settleTime / 2)
        await tab.shows('b')
      },
    },
    {
      name: 'new tab blocked',
      links: links(1),
      needs: ['blockedPopups'],
      note: 'no link is minted for a tab that cannot open',
      async run({ tab }) {
        await tab.open(frame())
        await tab.shows()
        await tab.settles()
        await tab.page.evaluate(() => void Object.assign(window, { open: () => null }))
        await tab.page.click('#frame [data-part="new-tab"]')
        await tab.page.waitFor(() => window.promises.events.some(({ type }) => type === 'error'))
        expect((await tab.reports()).at(-1)).toBe('error popup_blocked')
      },
    },
    {
      name: 'new tab without a link',
      links: links(0),
      needs: ['popups'],
      note: 'the empty tab is closed',
      mayLog: /Failed to load resource/,
      async run({ tab, stack, browser }) {
        stack.intercept = () => new Response(null, { status: 401 })
        await tab.open(link())
        await tab.page.click('[data-conversation-link]')
        await tab.page.waitFor(() => window.promises.events.some(({ type }) => type === 'error'))
        expect(await tab.reports('link')).toEqual(['error unauthenticated'])
        await expect.poll(async () => (await browser.pages()).length).toBe(1)
      },
    },
  ],
}
