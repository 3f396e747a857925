import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Browser, launch, type Page, testedEngines } from './index.js'
import { type TestSite, testSite } from './testSite.js'

describe.each(testedEngines())('$engine', ({ engine, skip }) => {
  describe.skipIf(skip)('a page', () => {
    let site: TestSite
    let browser: Browser
    let page: Page

    beforeAll(async () => {
      site = await testSite()
      site.pages.set(
        '/form',
        '<form onsubmit="event.preventDefault(); document.title = this.name.value"><input name="name"><button>Save</button></form>',
      )
      browser = await launch(engine, { viewport: { width: 700, height: 500 }, colorScheme: 'dark' })
    })

    afterAll(async () => {
      await browser?.close()
      await site?.close()
    })

    beforeEach(async () => {
      page = await browser.newPage()
      await page.goto(site.url('host.localhost', '/form'))
      return () => page.close()
    })

    it('has the requested size and color scheme', async () => {
      expect(
        await page.evaluate(() => [innerWidth, innerHeight, matchMedia('(prefers-color-scheme: dark)').matches]),
      ).toEqual([700, 500, true])
    })

    it('sends keys to the focused element', async () => {
      await page.fill('input', 'Dana')
      await page.click('input')
      await page.press('End')
      await page.press('!')
      await page.press('Tab')
      expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('BUTTON')
      await page.press('Shift+Tab')
      expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('INPUT')
      await page.press('Enter')
      expect(await page.waitFor(() => document.title !== '/form' && document.title)).toBe('Dana!')
    })

    it('collects console output, errors and unhandled rejections', async () => {
      await page.evaluate(() => {
        console.warn('a warning', 7)
        console.error('an error')
        setTimeout(() => {
          throw new TypeError('thrown and not caught')
        })
        setTimeout(() => void Promise.reject(new RangeError('rejected and not caught')))
      })
      const found = async () => (await browser.messages()).map(({ kind, text }) => `${kind}: ${text}`)
      await expect.poll(found).toContainEqual(expect.stringMatching(/^warning: a warning 7/))
      await expect.poll(found).toContainEqual(expect.stringMatching(/^error: an error/))
      await expect.poll(found).toContainEqual(expect.stringMatching(/^exception: .*TypeError: thrown and not caught/s))
      await expect
        .poll(found)
        .toContainEqual(expect.stringMatching(/^exception: .*RangeError: rejected and not caught/s))
    })

    it('takes a screenshot', async () => {
      const folder = await mkdtemp(join(tmpdir(), 'conversation-frame-screenshot-'))
      await page.screenshot(join(folder, 'page.png'))
      expect((await readFile(join(folder, 'page.png'))).subarray(1, 4).toString()).toBe('PNG')
      await rm(folder, { recursive: true })
    })

    it('names what it waited for when it times out', async () => {
      await expect(page.click('.missing', { timeout: 50 })).rejects.toThrow(
        '50 ms for an element that matches .missing',
      )
      await expect(page.waitFor(() => document.title === 'never', undefined, { timeout: 50 })).rejects.toThrow('never')
    })

    it('does not wait for a frame that never loads', async () => {
      site.pages.set('/hang', () => new Promise<Response>(() => undefined))
      site.pages.set('/around', '<iframe src="/hang"></iframe>')
      await page.goto(site.url('host.localhost', '/around'))
      expect(await page.evaluate(() => document.title)).toBe('/around')
      await page.reload()
      expect(await page.evaluate(() => document.title)).toBe('/around')
    })
  })
})
