import type { LaunchOptions } from './Browser.js'
import { createFrame, poll } from './createFrame.js'
import type { BrowserDriver, PageDriver } from './Driver.js'
import type { Frame, Page } from './Page.js'
import { blockPopups } from './page/blockPopups.js'
import { type ClockCommand, controlClock } from './page/controlClock.js'
import { type Pretence, pretend } from './page/pretend.js'
import { toExpression } from './toExpression.js'

/** Builds a `Page` from an engine's driver. `find` returns the page of a tab that something else opened. */
export async function createPage(
  driver: PageDriver,
  { popups, clock }: LaunchOptions,
  windows: { drivers: BrowserDriver['pages']; find: (driver: PageDriver) => Promise<Page> },
): Promise<Page> {
  const frame: Frame = createFrame(driver)
  const always = async (expression: string) => {
    await driver.addInitScript(expression)
    // Retried, because the document of a popup may be replaced at this moment. The next document starts with the script.
    await poll('a document that runs the script', async () => {
      await driver.run(`(${expression}, '')`)
      return true
    })
  }
  if (popups === 'blocked') await always(toExpression(blockPopups))
  if (clock === 'controlled') await always(toExpression(controlClock))

  let pretence: Pretence = { revision: 0 }
  const change = (part: Partial<Pretence>) => {
    pretence = { ...pretence, ...part, revision: pretence.revision + 1 }
    return always(toExpression(pretend, pretence))
  }
  const moveClock = async (command: ClockCommand) => {
    if (clock !== 'controlled') throw new Error("Launch the browser with `clock: 'controlled'` to move its clock.")
    await frame.evaluate(controlClock, command)
  }

  return {
    ...frame,
    goto: driver.goto,
    reload: driver.reload,
    back: () => frame.evaluate(() => void setTimeout(() => history.back())),
    forward: () => frame.evaluate(() => void setTimeout(() => history.forward())),
    press: driver.press,
    async waitForPopup(action, options) {
      const before = await windows.drivers()
      await action()
      const opened = await poll(
        'a new window',
        async () => (await windows.drivers()).find((window) => !before.includes(window)),
        options,
      )
      if (!opened) throw new Error('No window was opened.')
      return windows.find(opened)
    },
    bringToFront: driver.bringToFront,
    async addInitScript(fn: (argument: never) => void, argument?: unknown) {
      if (driver.lateInitScripts) throw new Error(driver.lateInitScripts)
      await driver.addInitScript(toExpression(fn, argument))
    },
    setOffline: (offline) => driver.setOffline?.(offline) ?? change({ offline }),
    setHidden: (hidden) => change({ hidden }),
    advance: (milliseconds) => moveClock({ advance: milliseconds }),
    sleep: (milliseconds) => moveClock({ sleep: milliseconds }),
    screenshot: driver.screenshot,
    close: driver.close,
  }
}
