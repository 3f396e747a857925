import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type BrowserContext, type ConsoleMessage, chromium, type Page } from 'playwright'
import type { LaunchOptions, Message } from '../Browser.js'
import { createProfile } from '../createProfile.js'
import type { BrowserDriver, PageDriver } from '../Driver.js'
import type { EnginePrograms } from '../findEngines.js'
import { chromiumFlags } from './chromiumFlags.js'
import { chromiumPage } from './chromiumPage.js'

/** Chromium through Playwright. */
export async function launchChromium(programs: EnginePrograms, options: LaunchOptions): Promise<BrowserDriver> {
  const profile = await createProfile()
  await writePreferences(profile.folder, options)
  const context = await chromium.launchPersistentContext(profile.folder, {
    executablePath: programs.browser,
    ignoreHTTPSErrors: true,
    viewport: options.viewport ?? { width: 1280, height: 800 },
    colorScheme: options.colorScheme ?? 'light',
    permissions: [...(options.permissions ?? [])],
    // Playwright switches off what the tests are about.
    ignoreDefaultArgs: ['--disable-back-forward-cache', '--disable-popup-blocking'],
    args: [...chromiumFlags],
  })
  const messages: Message[] = []
  const drivers = new Map<Page, PageDriver>()
  const driverOf = (page: Page) => {
    const driver = drivers.get(page) ?? chromiumPage(page)
    drivers.set(page, driver)
    return driver
  }
  collectMessages(context, messages)
  // The blank tab that it opens with stays, unseen: a browser may end with its last tab.
  const [anchor] = context.pages()
  return {
    version: `Chromium ${context.browser()?.version() ?? ''}`,
    messages: async () => messages,
    newPage: async () => driverOf(await context.newPage()),
    pages: async () =>
      context
        .pages()
        .filter((page) => page !== anchor)
        .map(driverOf),
    async close() {
      await context.close()
      await profile.remove()
    },
  }
}

/** Distributions ship different defaults for third-party cookies: it is always set, one way or the other. */
async function writePreferences(folder: string, { thirdPartyCookies = 'allowed' }: LaunchOptions): Promise<void> {
  await mkdir(join(folder, 'Default'), { recursive: true })
  const preferences = { profile: { cookie_controls_mode: thirdPartyCookies === 'blocked' ? 1 : 0 } }
  await writeFile(join(folder, 'Default', 'Preferences'), JSON.stringify(preferences))
}

function collectMessages(context: BrowserContext, messages: Message[]): void {
  context.on('console', (message) => messages.push({ kind: kindOf(message), text: message.text() }))
  context.on('weberror', (event) => messages.push({ kind: 'exception', text: String(event.error()) }))
}

function kindOf(message: ConsoleMessage): Message['kind'] {
  const type = message.type()
  if (type === 'error' || type === 'assert') return 'error'
  if (type === 'warning' || type === 'debug') return type
  return 'info'
}
