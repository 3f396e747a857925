import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Browser, launch, testedEngines } from './index.js'
import { type TestSite, testSite } from './testSite.js'

describe.each(testedEngines())('$engine', ({ engine, skip }) => {
  describe.skipIf(skip)('history', () => {
    let site: TestSite
    let browser: Browser

    beforeAll(async () => {
      site = await testSite()
      browser = await launch(engine)
    })

    afterAll(async () => {
      await browser?.close()
      await site?.close()
    })

    it('restores a document from bfcache on Back, and on Forward', async () => {
      const page = await browser.newPage()
      site.pages.set('/one', '<script>addEventListener("pageshow", (event) => { shown = event.persisted })</script>')
      await page.goto(site.url('host.localhost', '/one'))
      await page.evaluate(() => void Object.assign(window, { mark: 'same document' }))
      await page.waitFor(() => document.readyState === 'complete')
      await page.evaluate(() => void setTimeout(() => location.assign('/two')))
      await page.waitFor(() => location.pathname === '/two' && document.readyState === 'complete')
      await page.back()
      await page.waitFor(() => location.pathname === '/one')
      expect(await page.evaluate(() => [Reflect.get(window, 'mark'), Reflect.get(window, 'shown')])).toEqual([
        'same document',
        true,
      ])
      await page.forward()
      await page.waitFor(() => location.pathname === '/two')
      expect(site.requests).toEqual(['host.localhost/one', 'host.localhost/two'])
      await page.close()
    })

    it('requests the page again on Back where bfcache is not allowed', async () => {
      const page = await browser.newPage()
      site.requests.length = 0
      site.pages.set(
        '/three',
        () =>
          new Response('<!doctype html>', { headers: { 'content-type': 'text/html', 'cache-control': 'no-store' } }),
      )
      await page.goto(site.url('host.localhost', '/three'))
      await page.evaluate(() => {
        addEventListener('unload', () => undefined)
        Object.assign(window, { mark: 'old document' })
        setTimeout(() => location.assign('/four'))
      })
      await page.waitFor(() => location.pathname === '/four' && document.readyState === 'complete')
      await page.back()
      await page.waitFor(() => location.pathname === '/three')
      expect(await page.evaluate(() => Reflect.get(window, 'mark') ?? 'new document')).toBe('new document')
      expect(site.requests).toEqual(['host.localhost/three', 'host.localhost/four', 'host.localhost/three'])
      await page.close()
    })
  })
})
