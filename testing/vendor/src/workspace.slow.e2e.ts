import { type Browser, launch, type Page, testedEngines } from '@conversation-frame/browsers'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startVendor, type Vendor } from './startVendor.js'

const conversationOpen = () => document.querySelector('[data-page="conversation"]') && location.pathname
const formShown = () => document.querySelector('[data-page="login"]') && location.search
const connected = () => document.querySelector('#connection[data-connected="true"]')

describe.each(testedEngines())('$engine', ({ engine, skip }) => {
  describe.skipIf(skip)('the workspace', () => {
    let vendor: Vendor
    let browser: Browser
    let page: Page

    beforeAll(async () => {
      vendor = await startVendor()
      // The login page navigates on its own. If no server were named, WebKit's driver would still be running scripts in it.
      browser = await launch(engine, { servers: [{ setInitScripts: () => undefined }] })
    })

    afterAll(async () => {
      await browser?.close()
      await vendor?.stop()
    })

    beforeEach(async () => {
      vendor.simulator.faults.clear()
      vendor.simulator.ledger.clear()
      page = await browser.newPage()
      return () => page.close()
    })

    it('opens the conversation of a fresh link, and adds one history entry', async () => {
      await page.goto(`${vendor.workspaceUrl}/health`)
      const before = await page.evaluate(() => history.length)
      await page.goto(await vendor.mint())
      expect(await page.waitFor(conversationOpen)).toBe('/app/accounts/4142/conversations/165')
      expect(await page.evaluate(() => history.length)).toBe(before + 2)
      expect(vendor.simulator.ledger.totals()).toMatchObject({ minted: 1, navigated: 1, redeemed: 1, replayed: 0 })
    })

    it('sends a message over the socket and shows the answer', async () => {
      await page.goto(await vendor.mint())
      await page.waitFor(connected)
      const before = await page.evaluate(() => document.querySelectorAll('.message').length)
      await page.fill('textarea', 'After four it is.')
      await page.press('Enter')
      await page.waitFor((count) => document.querySelectorAll('.message').length === count, before + 2)
      const last = await page.evaluate(() =>
        [...document.querySelectorAll('.message')]
          .slice(-2)
          .map(({ className, textContent }) => [className, textContent]),
      )
      expect(last).toEqual([
        ['message from-agent', expect.stringContaining('You: After four it is.')],
        ['message from-contact', expect.stringContaining('Dana Levi: ')],
      ])
      expect(await page.evaluate(() => document.querySelector('textarea')?.value)).toBe('')
    })

    it('keeps a draft across a reload and deletes it with the next login', async () => {
      const draft = () => document.querySelector('textarea')?.value
      await page.goto(await vendor.mint())
      await page.waitFor(conversationOpen)
      await page.fill('textarea', 'Half a sent')
      await page.reload()
      expect(await page.waitFor(draft)).toBe('Half a sent')
      await page.goto(await vendor.mint())
      await page.waitFor(conversationOpen)
      expect(await page.evaluate(draft)).toBe('')
    })

    it('ends at the list of conversations where storage throws; the address opens the conversation', async () => {
      vendor.simulator.faults.set({ storage: 'denied' })
      await page.goto(await vendor.mint())
      await page.waitFor(() => document.querySelector('[data-page="conversations"]'))
      expect(vendor.simulator.ledger.totals()).toMatchObject({ redeemed: 1, refused: 0 })
      await page.goto(`${vendor.workspaceUrl}/app/accounts/4142/conversations/165`)
      expect(await page.waitFor(conversationOpen)).toBe('/app/accounts/4142/conversations/165')
    })

    it('logs the agent out when a used link is opened', async () => {
      const link = await vendor.mint()
      await page.goto(link)
      await page.waitFor(conversationOpen)
      await page.goto(link)
      expect(await page.waitFor(formShown)).toBe('?notice=link')
      expect(await page.evaluate(() => document.cookie)).toBe('')
      await page.goto(`${vendor.workspaceUrl}/app/accounts/4142/conversations/165`)
      expect(await page.evaluate(() => location.pathname)).toBe('/app/login')
      expect(vendor.simulator.ledger.totals()).toMatchObject({ minted: 1, redeemed: 1, replayed: 2, refused: 1 })
    })

    it('runs the used link again on Back', async () => {
      await page.goto(await vendor.mint())
      await page.waitFor(conversationOpen)
      await page.back()
      expect(await page.waitFor(formShown)).toBe('?notice=link')
      expect(vendor.simulator.ledger.totals()).toMatchObject({ redeemed: 1, refused: 1 })
    })

    it('shows the login form for a throttled link: the link stays unused, but the session is gone', async () => {
      const one = { max: 1, windowMs: 60_000 }
      vendor.simulator.faults.set({ throttle: { perIp: one, perEmail: one } })
      await page.goto(await vendor.mint())
      await page.waitFor(conversationOpen)
      await page.goto(await vendor.mint())
      expect(await page.waitFor(formShown)).toBe('?notice=throttled')
      expect(await page.evaluate(() => document.cookie)).toBe('')
      expect(vendor.simulator.ledger.links()[1]).toMatchObject({ redeemed: 0, refused: [{ why: 'throttled' }] })
    })

    it('signs in through the form and logs out', async () => {
      await page.goto(`${vendor.workspaceUrl}/app/login`)
      await page.fill('[name="email"]', 'tom@oliveandoak.example')
      await page.fill('[name="password"]', 'guess')
      await page.click('button')
      expect(await page.waitFor(() => document.querySelector('#notice:not([hidden])')?.textContent)).toContain(
        'do not match',
      )
      await page.fill('[name="password"]', 'demo')
      await page.click('button')
      await page.waitFor(() => location.pathname === '/app/accounts/4142/dashboard')
      await page.click('#logout')
      expect(await page.waitFor(() => document.querySelector('form') && location.pathname)).toBe('/app/login')
      expect(await page.evaluate(() => document.cookie)).toBe('')
    })
  })
})
