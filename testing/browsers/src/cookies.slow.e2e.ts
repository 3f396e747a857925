import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Engine, launch, testedEngines } from './index.js'
import { type TestSite, testSite } from './testSite.js'

type Setting = 'allowed' | 'blocked'

/** Which of its cookies a cross-site page in an iframe can read back. */
const kept: Record<Engine, Record<Setting, string[]>> = {
  chromium: { allowed: ['none', 'partitioned'], blocked: ['partitioned'] },
  firefox: { allowed: ['stock', 'none', 'partitioned'], blocked: ['partitioned'] },
  webkit: { allowed: ['stock', 'none', 'partitioned'], blocked: [] },
}

describe.each(testedEngines())('$engine', ({ engine, skip }) => {
  describe.skipIf(skip)('third-party cookies', () => {
    let site: TestSite

    beforeAll(async () => {
      site = await testSite()
      site.pages.set('/host', `<iframe src="${site.url('vendor.localhost', '/vendor')}"></iframe>`)
    })

    afterAll(() => site?.close())

    it.each<Setting>(['allowed', 'blocked'])('are %s', async (thirdPartyCookies) => {
      await using browser = await launch(engine, { thirdPartyCookies })
      const page = await browser.newPage()
      await page.goto(site.url('host.localhost', '/host'))
      const frame = page.frame('iframe')
      await frame.waitFor(() => location.pathname === '/vendor' && document.readyState === 'complete')
      const cookies = await frame.evaluate(() => {
        const variants = [
          'stock=1',
          'none=1; SameSite=None; Secure',
          'partitioned=1; SameSite=None; Secure; Partitioned',
        ]
        for (const variant of variants) {
          // biome-ignore lint/suspicious/noDocumentCookie: this is what the vendor's page does
          document.cookie = `${variant}; path=/`
        }
        return document.cookie.split('; ').map((cookie) => cookie.split('=')[0])
      })
      expect(cookies.filter(Boolean)).toEqual(kept[engine][thirdPartyCookies])
    })
  })
})
