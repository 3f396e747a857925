import { writeFile } from 'node:fs/promises'
import { By, Key, type WebDriver, type WebElement } from 'selenium-webdriver'
import type { LaunchOptions, Message } from '../Browser.js'
import type { FrameDriver, PageDriver } from '../Driver.js'
import { collectMessages } from '../page/collectMessages.js'
import { toExpression } from '../toExpression.js'
import { untilParsed } from '../untilParsed.js'
import type { Turns } from './createTurns.js'
import { webkitRun } from './webkitRun.js'

interface WebKitTab {
  session: WebDriver
  handle: string
  turns: Turns
  options: LaunchOptions
  messages: Message[]
  beforeClose: () => Promise<void>
}

/** It has to ask each document for its console: WebKitWebDriver has no such event. */
export interface WebKitPage extends PageDriver {
  collectMessages(): Promise<void>
}

/** A WebKit tab. Each call switches to its window and frame again, because the session has one current frame for all pages. */
export function webkitPage({ session, handle, turns, options, messages, beforeClose }: WebKitTab): WebKitPage {
  const initScripts = [toExpression(collectMessages)]
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
  const frame = webkitFrame(session, turns, enter)
  const collect = async () => {
    messages.push(...(JSON.parse(await frame.run(`JSON.stringify(${toExpression(collectMessages)})`)) as Message[]))
  }
  const navigate = async (navigation: () => Promise<void>, url?: string) => {
    await collect()
    for (const server of servers) server.setInitScripts(initScripts)
    await untilParsed(frame.run, () => inPage(navigation), url)
    // Documents of other servers get them late, which is better than never.
    if (servers.length === 0) for (const source of initScripts) await frame.run(`(${source}, '')`)
  }
  return {
    ...frame,
    collectMessages: collect,
    goto: (url) => navigate(() => session.get(url), url),
    reload: () => navigate(() => session.navigate().refresh()),
    press: (keys) => inPage(() => press(session, keys)),
    bringToFront: () => inPage(async () => undefined),
    async addInitScript(source) {
      initScripts.push(source)
    },
    ...(servers.length === 0 && { lateInitScripts }),
    screenshot: (path) => inPage(async () => writeFile(path, await session.takeScreenshot(), 'base64')),
    async close() {
      await collect()
      await turns(async () => {
        await beforeClose()
        await session.switchTo().window(handle)
        await session.close()
      })
    },
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
