import type { Engine } from '@conversation-frame/browsers'
import { expect } from 'vitest'
import type { Tab } from '../../src/createTab.js'
import { type Group, links, type Scenario } from '../../src/Scenario.js'
import { frame, nothing, provider } from '../../src/Scene.js'

async function leaveFor(tab: Tab, path: string): Promise<void> {
  await tab.page.evaluate((path) => void setTimeout(() => location.assign(path)), path)
  await tab.page.waitFor((path) => location.pathname === path && document.readyState === 'complete', path)
}

async function arrived(tab: Tab, how: 'new document' | 'from bfcache'): Promise<void> {
  await tab.page.waitFor(
    (how) =>
      location.pathname === '/dashboard' &&
      window.promises.events.filter(({ type }) => type === 'pageshow').at(-1)?.detail === how,
    how,
  )
}

/** Beside `no-store`, which is enough for WebKit alone. */
async function refuseBfcache({ page }: Tab): Promise<void> {
  await page.evaluate(() => addEventListener('unload', () => undefined))
}

/** From a conversation in its second frame. The first press meets the frame that is gone, but for Firefox, which forgets it. */
async function backToStart(tab: Tab, engine: Engine): Promise<void> {
  if (engine !== 'firefox') {
    await tab.mark()
    await tab.page.back()
    expect(await tab.isMarked()).toBe(true)
  }
  await tab.page.back()
  await tab.page.waitFor(() => location.pathname === '/start')
}

export const backAfterRedirect: Scenario = {
  name: "Back after the vendor's own redirect",
  // The page that is gone back to is asked for, and tries the used link.
  links: links(2, { navigated: 3, replayed: 2 }),
  note: "the vendor's login added a history entry that leads to the used link, which logs the agent out: `onNavigate` reports it, the toolbar offers to reconnect, and one click requests a new link",
  mayLog: /401/,
  async run({ tab, ledger }) {
    await tab.open(frame())
    await tab.shows()
    await tab.settles()
    await tab.page.back()
    await ledger({ minted: 1, replayed: 2 })
    await tab.page.waitFor(() => window.promises.events.some(({ type }) => type === 'navigate'))
    await tab.page.click('#frame [data-part="reload"]')
    await ledger({ minted: 2, redeemed: 2 })
    await tab.shows()
  },
}

export const backWithConversationUrl: Scenario = {
  name: "Back after the vendor's own redirect, with `conversationUrl`",
  links: links(1),
  note: 'the conversation is in a second frame without history; in Chromium and WebKit the first press of Back does nothing',
  async run({ tab, engine }) {
    await tab.open(nothing, '/start')
    await tab.open(provider({ conversationUrl: true }))
    await tab.enters()
    await backToStart(tab, engine)
  },
}

/** A dashboard is left and come back to. */
export const journeys: Group = {
  title: 'Reload, Back and Forward',
  scenarios: [
    {
      name: 'F5',
      links: links(2),
      async run({ tab }) {
        await tab.open(frame())
        await tab.shows()
        await tab.page.reload()
        await tab.shows()
      },
    },
    {
      name: 'F5 while the login is under way',
      links: links(2, { redeemed: 1 }),
      async run({ tab, stack, ledger }) {
        stack.vendor.faults.set({ loginPage: { hang: true, times: 1 } })
        await tab.open(frame())
        await tab.reaches('opening')
        await ledger({ minted: 1 })
        await tab.page.reload()
        await tab.shows()
      },
    },
    {
      name: 'Back without bfcache',
      links: links(2),
      note: "a new document: a new view; the vendor's login then replaces the Forward entry",
      async run({ tab, stack }) {
        stack.caching = 'no-store'
        await tab.open(frame())
        await tab.shows()
        await tab.settles()
        await refuseBfcache(tab)
        await leaveFor(tab, '/elsewhere')
        await tab.page.back()
        await arrived(tab, 'new document')
        await tab.shows()
      },
    },
    {
      name: 'Forward without bfcache, with `conversationUrl`',
      links: links(2),
      note: 'a new document: a new view',
      async run({ tab, engine, stack }) {
        stack.caching = 'no-store'
        await tab.open(nothing, '/start')
        await tab.open(provider({ conversationUrl: true }))
        await tab.enters()
        await refuseBfcache(tab)
        await backToStart(tab, engine)
        await tab.page.forward()
        await arrived(tab, 'new document')
        await tab.enters()
      },
    },
    {
      name: 'Back and Forward with bfcache',
      links: links(0),
      needs: ['bfcache'],
      note: "the endpoint receives one request; the frame holds a plain page of another site, because some engines do not cache a page whose frame has an open socket or is `no-store`, like the vendor's",
      async run({ tab, stack }) {
        const origin = stack.server.url('vendor.localhost', '')
        stack.intercept = () => Response.json({ url: `${origin}/plain`, expiresInSeconds: 300 })
        await tab.open(frame({ loginOrigins: [origin] }))
        await tab.loads(1)
        await tab.settles()
        await tab.mark()
        await leaveFor(tab, '/elsewhere')
        await tab.page.back()
        await arrived(tab, 'from bfcache')
        await tab.reaches('open')
        expect(await tab.isInPlace()).toBe(true)
        expect(stack.asked).toBe(1)
        await tab.page.forward()
        await tab.page.waitFor(() => location.pathname === '/elsewhere')
      },
    },
    {
      name: 'Forward into the dashboard with bfcache',
      links: links(0),
      needs: ['bfcache'],
      note: 'as above',
      async run({ tab, stack }) {
        const origin = stack.server.url('vendor.localhost', '')
        stack.intercept = () => Response.json({ url: `${origin}/plain`, expiresInSeconds: 300 })
        await tab.open(nothing, '/start')
        await tab.open(frame({ loginOrigins: [origin] }))
        await tab.loads(1)
        await tab.settles()
        await tab.mark()
        await tab.page.back()
        await tab.page.waitFor(() => location.pathname === '/start')
        await tab.page.forward()
        await arrived(tab, 'from bfcache')
        await tab.reaches('open')
        expect(await tab.isInPlace()).toBe(true)
        expect(stack.asked).toBe(1)
      },
    },
    backAfterRedirect,
    backWithConversationUrl,
  ],
}
