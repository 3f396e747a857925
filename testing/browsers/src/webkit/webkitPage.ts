import { writeFile } from 'node:fs/promises'
import { By, Key, type WebDriver, type WebElement } from 'selenium-webdriver'
import type { LaunchOptions } from '../Browser.js'
import type { FrameDriver, PageDriver } from '../Driver.js'
import type { Turns } from './createTurns.js'
import { webkitRun } from './webkitRun.js'

interface WebKitTab {
  session: WebDriver
  handle: string
  turns: Turns
  options: LaunchOptions
  beforeClose: () => Promise<void>
}

/** A tab of WebKit. Each call enters its window and frame anew: the session has one current place for all pages. */
export function webkitPage({ session, handle, turns, options, beforeClose }: WebKitTab): PageDriver {
  const initScripts: string[] = []
  const enter = async () => {
    await session.switchTo().window(handle)
    await session.switchTo().defaultContent()
  }
  const inPage = <Result>(task: () => Promise<Result>) =>
    turns(async () => {
      await enter()
      return task()
    })
  const servers = options.servers ?? []
  const navigate = (navigation: () => Promise<void>) =>
    inPage(async () => {
      for (const server of servers) server.setInitScripts(initScripts)
      await navigation()
      // Documents of other servers get them late, which is better than never; ours that had them notice it.
      if (servers.length === 0) for (const source of initScripts) await session.executeScript(source)
    })
  return {
    ...webkitFrame(session, turns, enter),
    goto: (url) => navigate(() => session.get(url)),
    reload: () => navigate(() => session.navigate().refresh()),
    press: (keys) => inPage(() => press(session, keys)),
    bringToFront: () => inPage(async () => undefined),
    async addInitScript(source) {
      initScripts.push(source)
    },
    ...(servers.length === 0 && { lateInitScripts }),
    screenshot: (path) => inPage(async () => writeFile(path, await session.takeScreenshot(), 'base64')),
    close: () =>
      turns(async () => {
        await beforeClose()
        await session.switchTo().window(handle)
        await session.close()
      }),
  }
}

const lateInitScripts =
  'WebKitWebDriver cannot run a script before those of the page. Name the servers of the pages: launch("webkit", { servers }).'

function webkitFrame(session: WebDriver, turns: Turns, enter: () => Promise<void>): FrameDriver {
  const element = async (selector: string): Promise<WebElement> => session.findElement(By.css(selector))
  const here = <Result>(task: () => Promise<Result>) =>
    turns(async () => {
      await enter()
      return task()
    })
  return {
    run: (expression) => webkitRun(session, here, expression),
    click: (selector) => here(async () => (await element(selector)).click()),
    frame: (selector) =>
      webkitFrame(session, turns, async () => {
        await enter()
        await session.switchTo().frame(await element(selector))
      }),
  }
}

async function press(session: WebDriver, keys: string): Promise<void> {
  const held = keys.split(/(?<=.)\+/).map((key) => keyCodes[key] ?? key)
  const actions = session.actions()
  for (const key of held) actions.keyDown(key)
  for (const key of held.reverse()) actions.keyUp(key)
  await actions.perform()
}

const keyCodes: Record<string, string> = {
  Enter: Key.ENTER,
  Tab: Key.TAB,
  Escape: Key.ESCAPE,
  Backspace: Key.BACK_SPACE,
  Delete: Key.DELETE,
  Space: Key.SPACE,
  ArrowUp: Key.ARROW_UP,
  ArrowDown: Key.ARROW_DOWN,
  ArrowLeft: Key.ARROW_LEFT,
  ArrowRight: Key.ARROW_RIGHT,
  Home: Key.HOME,
  End: Key.END,
  PageUp: Key.PAGE_UP,
  PageDown: Key.PAGE_DOWN,
  Shift: Key.SHIFT,
  Control: Key.CONTROL,
  Alt: Key.ALT,
  Meta: Key.META,
  F5: Key.F5,
}
