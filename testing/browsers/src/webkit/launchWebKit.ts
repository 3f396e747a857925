import { Builder, Capabilities, type WebDriver } from 'selenium-webdriver'
import type { LaunchOptions, Message } from '../Browser.js'
import type { BrowserDriver } from '../Driver.js'
import type { EnginePrograms } from '../findEngines.js'
import { createTurns } from './createTurns.js'
import { startWebKitDriver } from './startWebKitDriver.js'
import { type WebKitPage, webkitPage } from './webkitPage.js'

/** WebKitGTK's MiniBrowser through WebKitWebDriver, on a display of its own. */
export async function launchWebKit(programs: EnginePrograms, options: LaunchOptions): Promise<BrowserDriver> {
  const messages: Message[] = []
  const service = await startWebKitDriver(programs)
  try {
    const session = await new Builder()
      .usingServer(service.address)
      .withCapabilities(capabilities(programs.browser, options))
      .build()
    const turns = createTurns()
    const drivers = new Map<string, WebKitPage>()
    const driverOf = (handle: string) => {
      const driver = drivers.get(handle) ?? webkitPage({ session, handle, turns, options, messages, beforeClose })
      drivers.set(handle, driver)
      return driver
    }
    const version = (await session.getCapabilities()).get('browserVersion')
    // The window that it opens with has the focus: the first page gets it.
    let unused: string | undefined = await session.getWindowHandle()
    // The session ends with its last window: a blank one takes the place of the last page that is closed.
    const beforeClose = async () => {
      const handles = await session.getAllWindowHandles()
      if (handles.length > 1) return
      unused = await openWindow(session)
    }
    const pages = () =>
      turns(async () => {
        const open = (await session.getAllWindowHandles()).filter((handle) => handle !== unused)
        for (const handle of open) driverOf(handle)
        // The session lists them in no order; they were met in the order in which they were opened.
        return [...drivers].filter(([handle]) => open.includes(handle)).map(([, driver]) => driver)
      })
    return {
      version: `WebKitGTK ${version}`,
      async messages() {
        // A page that is just being closed or replaced has nothing more to say.
        for (const driver of await pages()) await driver.collectMessages().catch(() => undefined)
        return messages
      },
      newPage: () =>
        turns(async () => {
          const handle = unused ?? (await openWindow(session))
          unused = undefined
          await session.switchTo().window(handle)
          await resize(session, options)
          return driverOf(handle)
        }),
      pages,
      async close() {
        await session.quit().catch(() => undefined)
        await service.stop()
      },
    }
  } catch (error) {
    await service.stop()
    throw error
  }
}

function capabilities(browser: string, { thirdPartyCookies = 'allowed', colorScheme }: LaunchOptions): Capabilities {
  return new Capabilities({
    browserName: 'MiniBrowser',
    acceptInsecureCerts: true,
    pageLoadStrategy: 'none',
    // No limit: WebKit sets it with the page's setTimeout, which the controlled clock would make fire early.
    timeouts: { script: null },
    'webkitgtk:browserOptions': {
      binary: browser,
      args: [
        '--automation',
        `--cookies-policy=${thirdPartyCookies === 'blocked' ? 'no-third-party' : 'always'}`,
        ...(colorScheme === 'dark' ? ['--dark-mode'] : []),
      ],
    },
  })
}

/** A window and not a tab: in a second tab WebKit opens no popup, not even on a click. */
async function openWindow(session: WebDriver): Promise<string> {
  const [existing] = await session.getAllWindowHandles()
  if (existing === undefined) throw new Error('The browser has ended.')
  await session.switchTo().window(existing)
  await session.switchTo().newWindow('window')
  return session.getWindowHandle()
}

/** The window has borders and a toolbar: it grows by what the page lacks. */
async function resize(session: WebDriver, { viewport = { width: 1280, height: 800 } }: LaunchOptions): Promise<void> {
  const [width, height] = await session.executeScript<[number, number]>('return [innerWidth, innerHeight]')
  const rect = await session.manage().window().getRect()
  await session
    .manage()
    .window()
    .setRect({ ...rect, width: rect.width + viewport.width - width, height: rect.height + viewport.height - height })
}
