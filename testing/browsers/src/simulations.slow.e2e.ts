import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Browser, capabilities, launch, type Page, testedEngines } from './index.js'
import { type TestSite, testSite } from './testSite.js'

const recorder = `<script>
  window.seen = [document.visibilityState, navigator.onLine]
  for (const type of ['online', 'offline']) addEventListener(type, () => seen.push(type))
  document.addEventListener('visibilitychange', () => seen.push(document.visibilityState))
</script>`

describe.each(testedEngines())('$engine', ({ engine, skip }) => {
  describe.skipIf(skip)('a page', () => {
    let site: TestSite
    let browser: Browser
    let page: Page

    beforeAll(async () => {
      site = await testSite()
      site.pages.set('/', recorder)
      browser = await launch(engine, { clock: 'controlled', servers: [site] })
    })

    afterAll(async () => {
      await browser?.close()
      await site?.close()
    })

    beforeEach(async () => {
      page = await browser.newPage()
      await page.goto(site.url('host.localhost'))
      return () => page.close()
    })

    const seen = () => page.evaluate(() => Reflect.get(window, 'seen'))

    it('goes offline and online, with the events', async () => {
      await page.setOffline(true)
      expect(await page.evaluate(() => navigator.onLine)).toBe(false)
      const answer = await page.evaluate(() =>
        fetch('/ask').then(
          () => 'answered',
          () => 'failed',
        ),
      )
      expect(answer).toBe(capabilities[engine].offline === 'real' ? 'failed' : 'answered')
      await page.setOffline(false)
      await page.waitFor(() => navigator.onLine)
      expect(await seen()).toEqual(['visible', true, 'offline', 'online'])
    })

    it('is hidden and shown, with the events, and stays hidden over a reload', async () => {
      await page.setHidden(true)
      expect(await page.evaluate(() => [document.hidden, document.visibilityState])).toEqual([true, 'hidden'])
      await page.reload()
      expect(await seen()).toEqual(['hidden', true])
      await page.setHidden(false)
      expect(await seen()).toEqual(['hidden', true, 'visible'])
    })

    it('has a clock that moves on demand and fires timers in order', async () => {
      await page.evaluate(() => {
        const fired: string[] = []
        Object.assign(window, { fired, start: [Date.now(), performance.now()] })
        setTimeout(() => fired.push('second'), 20_000)
        setTimeout(() => {
          fired.push('first')
          Promise.resolve().then(() => setTimeout(() => fired.push('nested'), 5_000))
        }, 10_000)
        setTimeout(() => fired.push('late'), 40_000)
        const interval = setInterval(() => fired.push('tick'), 12_000)
        setTimeout(() => clearInterval(interval), 25_000)
        clearTimeout(setTimeout(() => fired.push('cleared'), 1_000))
      })
      await page.advance(30_000)
      const { fired, date, monotonic } = await page.evaluate(() => {
        const { fired, start } = window as unknown as { fired: string[]; start: [number, number] }
        return { fired, date: Date.parse(new Date().toISOString()) - start[0], monotonic: performance.now() - start[1] }
      })
      expect(fired).toEqual(['first', 'tick', 'nested', 'second', 'tick'])
      expect(date).toBeGreaterThanOrEqual(30_000)
      expect(date).toBeLessThan(35_000)
      expect(monotonic).toBeGreaterThanOrEqual(30_000)
    })

    it('sleeps: dates move on, timers do not', async () => {
      const before = await page.evaluate(() => {
        Object.assign(window, { woken: 0 })
        setTimeout(() => Object.assign(window, { woken: 1 }), 60_000)
        return Date.now()
      })
      await page.sleep(600_000)
      expect(await page.evaluate(() => Date.now())).toBeGreaterThanOrEqual(before + 600_000)
      expect(await page.evaluate(() => Reflect.get(window, 'woken'))).toBe(0)
      await page.advance(60_000)
      expect(await page.evaluate(() => Reflect.get(window, 'woken'))).toBe(1)
    })

    it('runs init scripts before its own', async () => {
      site.pages.set('/init', '<script>document.title = String(window.early)</script>')
      await page.addInitScript((value) => Object.assign(window, { early: value }), { from: 'test' }.from)
      await page.goto(site.url('host.localhost', '/init'))
      expect(await page.evaluate(() => document.title)).toBe('test')
    })
  })
})
