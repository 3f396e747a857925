import { chromiumFlags, findEngines } from '@conversation-frame/browsers'
import { type BrowserContext, chromium, type Page } from 'playwright'
import type { Mode, PageName } from './buildPage.js'
import { type Host, startHost } from './startHost.js'
import { startVendor, type Vendor } from './startVendor.js'

/** A host, a vendor and Chromium. */
export interface Lab extends AsyncDisposable {
  host: Host
  vendor: Vendor
  browserVersion: string
  /** Opens a page with nothing left from earlier ones: no cache, no cookies, no connections. */
  open(name: PageName, mode: Mode, search?: Record<string, string>): Promise<Tab>
}

export interface Tab extends AsyncDisposable {
  page: Page
  context: BrowserContext
}

/** Playwright's own option lets each connection fail once, which would distort the measurement. */
const flags = [...chromiumFlags, '--ignore-certificate-errors']

/** @param roundTrip milliseconds from the browser to the vendor and back */
export async function openLab(options: { roundTrip?: number } = {}): Promise<Lab> {
  const { chromium: found } = findEngines()
  if (!found.available) throw new Error(found.reason)
  const vendor = await startVendor(options)
  const host = await startHost(vendor)
  const browser = await chromium.launch({ executablePath: found.programs.browser, args: flags })
  return {
    host,
    vendor,
    browserVersion: `Chromium ${browser.version()}`,
    async open(name, mode, search) {
      const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
      const page = await context.newPage()
      await page.goto(host.page(name, mode, search), { waitUntil: 'load' })
      return { page, context, [Symbol.asyncDispose]: () => context.close() }
    },
    async [Symbol.asyncDispose]() {
      await browser.close()
      await host[Symbol.asyncDispose]()
      await vendor[Symbol.asyncDispose]()
    },
  }
}
