import puppeteer, { type ConsoleMessage, type Page } from 'puppeteer-core'
import type { LaunchOptions, Message } from '../Browser.js'
import { createProfile } from '../createProfile.js'
import type { BrowserDriver, PageDriver } from '../Driver.js'
import type { EnginePrograms } from '../findEngines.js'
import { leash } from '../leash.js'
import { firefoxPage } from './firefoxPage.js'
import { firefoxPreferences } from './firefoxPreferences.js'

/** Firefox through puppeteer-core and WebDriver BiDi. */
export async function launchFirefox(programs: EnginePrograms, options: LaunchOptions): Promise<BrowserDriver> {
  const profile = await createProfile()
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: programs.browser,
    headless: true,
    userDataDir: profile.folder,
    acceptInsecureCerts: true,
    defaultViewport: options.viewport ?? { width: 1280, height: 800 },
    extraPrefsFirefox: firefoxPreferences(options),
  })
  const pid = browser.process()?.pid
  const release = leash({ groups: pid === undefined ? [] : [pid], folders: [profile.folder] })
  const messages: Message[] = []
  const drivers = new Map<Page, PageDriver>()
  const driverOf = (page: Page) => {
    const known = drivers.get(page)
    if (known) return known
    const driver = firefoxPage(page)
    drivers.set(page, driver)
    collectMessages(page, messages)
    return driver
  }
  // The initial blank tab stays open, unused: a browser may quit with its last tab.
  const [anchor] = await browser.pages()
  browser.on('targetcreated', async (target) => {
    const page = await target.page().catch(() => null)
    if (page) driverOf(page)
  })
  return {
    version: (await browser.version()).replace('/', ' ').replace(/^firefox/i, 'Firefox'),
    messages: async () => messages,
    newPage: async () => driverOf(await browser.newPage()),
    pages: async () => (await browser.pages()).filter((page) => page !== anchor && !page.isClosed()).map(driverOf),
    async close() {
      await browser.close()
      await release()
      await profile.remove()
    },
  }
}

function collectMessages(page: Page, messages: Message[]): void {
  page.on('console', (message) => messages.push({ kind: kindOf(message), text: message.text() }))
  page.on('pageerror', (error) => messages.push({ kind: 'exception', text: String(error) }))
}

function kindOf(message: ConsoleMessage): Message['kind'] {
  const type = message.type()
  if (type === 'error' || type === 'assert') return 'error'
  if (type === 'warn') return 'warning'
  return type === 'debug' ? 'debug' : 'info'
}
