import {
  type Browser,
  type Engine,
  type LocalServer,
  launch,
  serveHttps,
  testedEngines,
} from '@conversation-frame/browsers'
import type { CookieVariant, SimulatorOptions } from '@conversation-frame/simulator'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startVendor } from './startVendor.js'

/** Whether a login survives in a cross-site frame, with the most permissive setting of each engine. */
const kept: Record<Engine, CookieVariant[]> = {
  chromium: ['none', 'partitioned'],
  firefox: ['lax', 'none', 'partitioned'],
  webkit: ['lax', 'none', 'partitioned'],
}

describe.each(testedEngines())('$engine', ({ engine, skip }) => {
  describe.skipIf(skip)('the workspace in a frame of another site', () => {
    let browser: Browser
    let host: LocalServer

    beforeAll(async () => {
      browser = await launch(engine)
      host = await serveHttps(({ url }) => {
        const frame = `<iframe src="${new URL(url).searchParams.get('src')?.replaceAll('&', '&amp;')}"></iframe>`
        return new Response(`<!doctype html><title>host</title>${frame}`, { headers: { 'content-type': 'text/html' } })
      })
    })

    afterAll(async () => {
      await browser?.close()
      await host?.close()
    })

    /** A vendor with its own host name, and so with its own cookies. */
    async function openLink(name: string, options: SimulatorOptions) {
      const vendor = await startVendor({ host: `${name}.vendor.localhost`, ...options })
      const page = await browser.newPage()
      await page.goto(host.url('host.localhost', `/?src=${encodeURIComponent(await vendor.mint())}`))
      return { vendor, page }
    }

    it.each<CookieVariant>(['lax', 'none', 'partitioned'])(
      'spends the link and keeps or loses the %s cookie',
      async (cookie) => {
        const { vendor, page } = await openLink(cookie, { cookie })
        await using _ = vendor
        const shown = await page.frame('iframe').waitFor(() => {
          const shell = document.querySelector('[data-page="conversation"], [data-page="login"]')
          return shell?.getAttribute('data-page')
        })
        expect(shown).toBe(kept[engine].includes(cookie) ? 'conversation' : 'login')
        expect(vendor.simulator.ledger.totals()).toMatchObject({ navigated: 1, redeemed: 1, replayed: 0, refused: 0 })
        await page.close()
      },
    )

    it('is refused by X-Frame-Options without spending the link', async () => {
      const { vendor, page } = await openLink('strict', { frameOptions: 'sameorigin' })
      await using _ = vendor
      await page.waitFor(() => document.readyState === 'complete')
      expect(vendor.simulator.ledger.totals()).toMatchObject({ navigated: 1, redeemed: 0, refused: 0 })
      await page.close()
    })
  })
})
