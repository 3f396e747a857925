import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Browser, type Engine, launch, type Page, testedEngines } from './index.js'
import { type TestSite, testSite } from './testSite.js'

/** Where the engines differ. The library depends on every fact in this file: a failure after an update needs a closer look. */
const hasMoveBefore: Record<Engine, boolean> = { chromium: true, firefox: true, webkit: false }

/** In every engine the blank document fires `load` once, during `append`, however soon the frame is navigated. */
const mounting = ['load: about:blank', 'append returned', 'replace returned', 'load: another origin']

describe.each(testedEngines())('$engine', ({ engine, skip }) => {
  describe.skipIf(skip)('an iframe without src', () => {
    let site: TestSite
    let browser: Browser
    let page: Page

    beforeAll(async () => {
      site = await testSite()
      site.pages.set('/host', '<main></main><aside></aside>')
      site.pages.set('/vendor', '<script>onmessage = (event) => event.source.postMessage("alive", "*")</script>')
      browser = await launch(engine)
    })

    afterAll(async () => {
      await browser?.close()
      await site?.close()
    })

    beforeEach(async () => {
      page = await browser.newPage()
      await page.goto(site.url('host.localhost', '/host'))
      site.requests.length = 0
      return () => page.close()
    })

    const log = () => page.evaluate(() => Reflect.get(window, 'log') as string[])
    const loaded = async () => {
      await page.waitFor(() => Reflect.get(window, 'log').includes('load: another origin'))
      // A late event would arrive before the second animation frame.
      await page.evaluate(async () => {
        for (let picture = 0; picture < 2; picture += 1) await new Promise(requestAnimationFrame)
      })
    }

    it('fires the load event of its blank document only before append returns', async () => {
      await page.evaluate(mount, { url: site.url('vendor.localhost', '/vendor'), wait: false })
      await loaded()
      expect(await log()).toEqual(mounting)
    })

    it('fires no second blank load event when it is navigated one task later', async () => {
      await page.evaluate(mount, { url: site.url('vendor.localhost', '/vendor'), wait: true })
      await loaded()
      expect(await log()).toEqual(mounting)
    })

    it('adds no history entry, however many frames there are', async () => {
      const before = await page.evaluate(() => history.length)
      for (const path of ['/vendor', '/vendor-2']) {
        await page.evaluate(mount, { url: site.url('vendor.localhost', path), wait: false })
        await loaded()
      }
      expect(await page.evaluate(() => history.length)).toBe(before)
      expect(site.requests).toEqual(['vendor.localhost/vendor', 'vendor.localhost/vendor-2'])
    })

    it('is blank and has a new window after a move, and sends no request', async () => {
      await page.evaluate(mount, { url: site.url('vendor.localhost', '/vendor'), wait: false })
      await loaded()
      const found = await page.evaluate(async () => {
        const frame = document.querySelector('iframe') as HTMLIFrameElement
        const former = frame.contentWindow as Window
        const log = Reflect.get(window, 'log') as string[]
        log.length = 0
        document.querySelector('aside')?.append(frame)
        log.push('append returned')
        const result = { same: frame.contentWindow === former, closed: former.closed, href: frame.contentDocument?.URL }
        await new Promise(requestAnimationFrame)
        await new Promise(requestAnimationFrame)
        return result
      })
      expect(found).toEqual({ same: false, closed: true, href: 'about:blank' })
      expect(await log()).toEqual(['load: about:blank', 'append returned'])
      expect(site.requests).toEqual(['vendor.localhost/vendor'])
    })

    it('survives moveBefore where that exists', async () => {
      await page.evaluate(mount, { url: site.url('vendor.localhost', '/vendor'), wait: false })
      await loaded()
      const found = await page.evaluate(async () => {
        const frame = document.querySelector('iframe') as HTMLIFrameElement
        const aside = document.querySelector('aside') as HTMLElement & {
          moveBefore?: (node: Node, child: null) => void
        }
        const former = frame.contentWindow as Window
        if (!aside.moveBefore) return 'no moveBefore'
        aside.moveBefore(frame, null)
        const answer = new Promise((resolve) =>
          addEventListener('message', (event) => resolve(event.data), { once: true }),
        )
        former.postMessage('still there?', '*')
        return { same: frame.contentWindow === former, closed: former.closed, answer: await answer }
      })
      expect(found).toEqual(hasMoveBefore[engine] ? { same: true, closed: false, answer: 'alive' } : 'no moveBefore')
      expect(site.requests).toEqual(['vendor.localhost/vendor'])
    })
  })
})

/** Runs in the page: mounts a frame as the library does, and logs the order of events. */
async function mount({ url, wait }: { url: string; wait: boolean }): Promise<void> {
  const log: string[] = []
  Object.assign(window, { log })
  const frame = document.createElement('iframe')
  frame.addEventListener('load', () => {
    log.push(`load: ${frame.contentDocument ? frame.contentDocument.URL : 'another origin'}`)
  })
  document.querySelector('main')?.append(frame)
  log.push('append returned')
  if (wait) await new Promise((resolve) => setTimeout(resolve))
  frame.contentWindow?.location.replace(url)
  log.push('replace returned')
}
