import { Builder, Capabilities, type WebDriver } from 'selenium-webdriver'
import type { LaunchOptions, Message } from '../Browser.js'
import type { BrowserDriver, PageDriver } from '../Driver.js'
import type { EnginePrograms } from '../findEngines.js'
import { createTurns } from './createTurns.js'
import { startWebKitDriver } from './startWebKitDriver.js'
import { webkitMessage } from './webkitMessage.js'
import { webkitPage } from './webkitPage.js'

/** WebKitGTK's MiniBrowser through WebKitWebDriver, on a display of its own. */
export async function launchWebKit(programs: EnginePrograms, options: LaunchOptions): Promise<BrowserDriver> {
  const messages: Message[] = []
  const service = await startWebKitDriver(programs, (line) => {
    const message = webkitMessage(line)
    if (message) messages.push(message)
  })
  try {
    const session = await new Builder()
      .usingServer(service.address)
      .withCapabilities(capabilities(programs.browser, options))
      .build()
    const turns = createTurns()
    const drivers = new Map<string, PageDriver>()
    const driverOf = (handle: string) => {
      const driver = drivers.get(handle) ?? webkitPage(session, handle, turns, options)
      drivers.set(handle, driver)
      return driver
    }
    const version = (await session.getCapabilities()).get('browserVersion')
    let first: string | undefined = (await session.getAllWindowHandles())[0]
    return {
      version: `WebKitGTK ${version}`,
      messages,
      newPage: () =>
        turns(async () => {
          if (first === undefined) await session.switchTo().newWindow('tab')
          const handle = first ?? (await session.getWindowHandle())
          first = undefined
          await session.switchTo().window(handle)
          await resize(session, options)
          return driverOf(handle)
        }),
      pages: () =>
        turns(async () => (await session.getAllWindowHandles()).filter((handle) => handle !== first).map(driverOf)),
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
    pageLoadStrategy: 'eager',
    'webkitgtk:browserOptions': {
      binary: browser,
      args: [
        '--automation',
        `--cookies-policy=${thirdPartyCookies === 'blocked' ? 'no-third-party' : 'always'}`,
        '--enable-write-console-messages-to-stdout=true',
        ...(colorScheme === 'dark' ? ['--dark-mode'] : []),
      ],
    },
  })
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
