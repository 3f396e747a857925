import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Browser, type LocalServer, launch, type Page, serveHttps, testedEngines } from './index.js'

const vendorPage =
  '<!doctype html><title>vendor</title><input><button onclick="said.textContent=document.querySelector(`input`).value">Send</button><p id="said"></p>'
const hostPage =
  '<!doctype html><title>host</title><button onclick="this.textContent=`clicked`">Click</button><main></main>'

describe.each(testedEngines())('$engine', ({ engine, skip }) => {
  describe.skipIf(skip)('a browser', () => {
    let server: LocalServer
    let browser: Browser
    let page: Page

    beforeAll(async () => {
      server = await serveHttps(
        (request) =>
          new Response(new URL(request.url).hostname.startsWith('vendor') ? vendorPage : hostPage, {
            headers: { 'content-type': 'text/html' },
          }),
      )
      browser = await launch(engine)
      page = await browser.newPage()
      await page.goto(server.url('host.localhost'))
    })

    afterAll(async () => {
      await browser?.close()
      await server?.close()
    })

    it('opens a page over HTTPS and evaluates in it', async () => {
      expect(await page.evaluate((suffix) => document.title + suffix, '!')).toBe('host!')
      expect(await page.evaluate(async () => [await Promise.resolve(1), { two: null }])).toEqual([1, { two: null }])
      expect(await page.evaluate(() => undefined)).toBeUndefined()
      await expect(page.evaluate(() => Promise.reject(new Error('no luck')))).rejects.toThrow('no luck')
    })

    it('clicks', async () => {
      await page.click('button')
      expect(await page.evaluate(() => document.querySelector('button')?.textContent)).toBe('clicked')
    })

    it('types and clicks inside a frame of another site, mounted without src', async () => {
      await page.evaluate((url) => {
        const frame = document.createElement('iframe')
        document.querySelector('main')?.append(frame)
        frame.contentWindow?.location.replace(url)
      }, server.url('vendor.localhost'))
      const frame = page.frame('iframe')
      await frame.waitFor(() => document.title === 'vendor')
      await frame.fill('input', 'Shalom, Dana')
      await frame.click('button')
      expect(await frame.waitFor(() => document.querySelector('#said')?.textContent)).toBe('Shalom, Dana')
    })
  })
})
