import { join } from 'node:path'
import { type Browser, launch } from '@conversation-frame/browsers'
import { type RunningServer, startServer } from '@conversation-frame/processes'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Consumer, installConsumer } from './installConsumer.js'
import { complaints, expectOneLink, openConversation } from './openConversation.js'
import { consumerEnv } from './run.js'
import { serverCodeIn } from './serverCodeIn.js'
import { startVendor, type Vendor } from './startVendor.js'

/** The lowest versions that the peer ranges allow. */
const lowest = {
  react: '18.3.1',
  'react-dom': '18.3.1',
  '@tanstack/react-query': '5.0.0',
  '@tanstack/react-query-persist-client': '5.0.0',
  '@tanstack/query-sync-storage-persister': '5.0.0',
  zod: '4.0.0',
}

/** zod 4.0 tries once whether it may evaluate code, and goes on without. Where a policy forbids it, the browser reports that. */
const zodTriesEval = /TrustedScript/

describe.each([
  { title: 'Vite and React 19', versions: {}, excused: undefined },
  { title: 'Vite and React 18.3, with the lowest versions of all peers', versions: lowest, excused: zodTriesEval },
])('$title', ({ versions, excused }) => {
  let consumer: Consumer
  let vendor: Vendor
  let server: RunningServer
  let origin: string
  let browser: Browser

  beforeAll(async () => {
    consumer = await installConsumer('vite', versions)
    vendor = await startVendor(consumer)
    await consumer.bin('vite', ['build', '--logLevel', 'warn'], { VITE_LOGIN_ORIGIN: vendor.env.LOGIN_ORIGIN })
    const cwd = consumer.folder
    server = await startServer({ command: process.execPath, args: ['server.mjs'], cwd, env: consumerEnv(vendor.env) })
    origin = `http://localhost:${server.port}`
    await server.until(async () => (await fetch(origin)).ok)
    browser = await launch('chromium')
  })

  afterAll(async () => {
    await browser?.close()
    await server?.[Symbol.asyncDispose]()
    await vendor?.[Symbol.asyncDispose]()
    await consumer?.[Symbol.asyncDispose]()
  })

  it('opens a conversation by one link', async () => {
    await openConversation(browser, vendor, origin)
    expect(await complaints(browser, excused)).toEqual([])
  })

  it('opens it under a strict policy with a nonce and Trusted Types', async () => {
    const policy = (await fetch(`${origin}/strict`)).headers.get('content-security-policy')
    expect(policy).toContain("require-trusted-types-for 'script'")
    const page = await openConversation(browser, vendor, `${origin}/strict`)
    // The stylesheet holds, so the page is not merely open but looks right.
    expect(
      await page.evaluate(() => document.styleSheets.length > 0 && document.querySelector('iframe')?.clientHeight),
    ).toBeGreaterThan(300)
    expect(await complaints(browser, excused)).toEqual([])
  })

  it("opens it beside a QueryClient with hostile defaults, and leaves nothing in that client's storage", async () => {
    const page = await openConversation(browser, vendor, `${origin}/hostile`)
    const polls = () => Number(document.querySelector('#polls')?.textContent)
    const before = await page.evaluate(polls)
    await page.evaluate(() => {
      for (const name of ['focus', 'offline', 'online']) window.dispatchEvent(new Event(name))
      document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))
    })
    await page.waitFor((before) => Number(document.querySelector('#polls')?.textContent) > before + 5, before)
    await expectOneLink(vendor)
    const stored = await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }))
    expect(stored).toContain('polls')
    expect(stored).not.toMatch(/sso_auth_token|\/app\/login|972501234567/)
    expect(await complaints(browser, excused)).toEqual([])
  })

  it('fails beside such a client without taking the page down', async () => {
    await vendor.clear()
    await vendor.break({ loginConversation: { reason: 36 } })
    const page = await browser.newPage()
    await page.goto(`${origin}/hostile`)
    await page.waitFor(() => document.querySelector('[data-conversation-frame][data-status="failed"]') !== null)
    expect(await page.evaluate(() => document.querySelector('#polls') !== null)).toBe(true)
    expect((await vendor.totals()).minted).toBe(0)
  })

  it('has no server code in its assets', async () => {
    expect(await serverCodeIn(join(consumer.folder, 'dist'))).toEqual([])
    // And it would be found if it were there.
    const server = join(consumer.folder, 'node_modules/@conversation-frame/server/dist')
    expect((await serverCodeIn(server)).length).toBeGreaterThan(3)
  })
})
