import type { Browser, LaunchOptions } from './Browser.js'
import { launchChromium } from './chromium/launchChromium.js'
import { createPage } from './createPage.js'
import type { BrowserDriver, PageDriver } from './Driver.js'
import type { Engine } from './Engine.js'
import { type EnginePrograms, findEngines } from './findEngines.js'
import { launchFirefox } from './firefox/launchFirefox.js'
import type { Page } from './Page.js'
import { launchWebKit } from './webkit/launchWebKit.js'

const drivers: Record<Engine, (programs: EnginePrograms, options: LaunchOptions) => Promise<BrowserDriver>> = {
  chromium: launchChromium,
  firefox: launchFirefox,
  webkit: launchWebKit,
}

/**
 * Starts a browser with a fresh profile.
 *
 * @example
 * await using browser = await launch('firefox')
 * const page = await browser.newPage()
 * await page.goto(host.url('host.localhost'))
 */
export async function launch(engine: Engine, options: LaunchOptions = {}): Promise<Browser> {
  const found = findEngines()[engine]
  if (!found.available) throw new Error(found.reason)
  const driver = await drivers[engine](found.programs, options)
  const pages = new Map<PageDriver, Promise<Page>>()
  const find = (tab: PageDriver) => {
    const page = pages.get(tab) ?? createPage(tab, options, { drivers: driver.pages, find })
    pages.set(tab, page)
    return page
  }
  let closing: Promise<void> | undefined
  const close = () => {
    closing ??= driver.close()
    return closing
  }
  return {
    engine,
    version: driver.version,
    newPage: async () => find(await driver.newPage()),
    pages: async () => Promise.all((await driver.pages()).map(find)),
    messages: driver.messages,
    close,
    [Symbol.asyncDispose]: close,
  }
}
