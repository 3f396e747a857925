import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Browser, launch, testedEngines } from './index.js'
import { type TestSite, testSite } from './testSite.js'

describe.each(testedEngines())('$engine', ({ engine, skip }) => {
  describe.skipIf(skip)('tabs and popups', () => {
    let site: TestSite
    let browser: Browser

    beforeAll(async () => {
      site = await testSite()
      site.pages.set('/opener', `<button onclick="opened = window.open('/popup')">Open</button>`)
      browser = await launch(engine)
    })

    afterAll(async () => {
      await browser?.close()
      await site?.close()
    })

    it('share cookies and Web Locks', async () => {
      const first = await browser.newPage()
      const second = await browser.newPage()
      await first.goto(site.url('host.localhost', '/first'))
      await second.goto(site.url('host.localhost', '/second'))
      await first.evaluate(() => {
        // biome-ignore lint/suspicious/noDocumentCookie: this is what the vendor's page does
        document.cookie = 'shared=yes; path=/'
      })
      expect(await second.evaluate(() => document.cookie)).toContain('shared=yes')

      const held = first.evaluate(
        () =>
          new Promise((resolve) =>
            navigator.locks.request('turn', () => new Promise((done) => addEventListener('done', done))).then(resolve),
          ),
      )
      await first.waitFor(async () => (await navigator.locks.query()).held?.length)
      const free = () => navigator.locks.request('turn', { ifAvailable: true }, (lock) => lock !== null)
      expect(await second.evaluate(free)).toBe(false)
      const waiting = second.evaluate(() => navigator.locks.request('turn', () => 'my turn'))
      await second.waitFor(async () => (await navigator.locks.query()).pending?.length)
      await first.evaluate(() => void dispatchEvent(new Event('done')))
      await held
      expect(await waiting).toBe('my turn')
      await first.close()
      await second.close()
      expect(await browser.pages()).toHaveLength(0)
    })

    it('open from a click', async () => {
      const page = await browser.newPage()
      await page.goto(site.url('host.localhost', '/opener'))
      const popup = await page.waitForPopup(() => page.click('button'))
      await popup.waitFor(() => location.pathname === '/popup')
      expect(await popup.evaluate(() => window.opener !== null)).toBe(true)
      expect((await browser.pages()).indexOf(popup)).toBe(1)
      await popup.close()
      await page.close()
    })

    it('do not open without one', async () => {
      // Firefox may take the driver's navigation for a click: the first window uses it up.
      const script = "window.open('/popup'); fetch(window.open('/popup') ? '/got-window' : '/got-null')"
      site.pages.set('/pushy', `<script>${script}</script>`)
      const page = await browser.newPage()
      await page.goto(site.url('host.localhost', '/pushy'))
      await expect.poll(() => site.requests).toContain('host.localhost/got-null')
      for (const each of await browser.pages()) await each.close()
    })

    it('do not open at all when popups are blocked', async () => {
      await using strict = await launch(engine, { popups: 'blocked', servers: [site] })
      const page = await strict.newPage()
      await page.goto(site.url('host.localhost', '/opener'))
      await page.click('button')
      expect(await page.evaluate(() => Reflect.get(window, 'opened'))).toBeNull()
      expect(await strict.pages()).toHaveLength(1)
    })
  })
})
