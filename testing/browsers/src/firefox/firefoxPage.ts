import { writeFile } from 'node:fs/promises'
import type { ElementHandle, Frame, KeyInput, Page } from 'puppeteer-core'
import type { FrameDriver, PageDriver } from '../Driver.js'
import { untilParsed } from '../untilParsed.js'
import { clickInFirefox } from './clickInFirefox.js'

/** A tab of Firefox. */
export function firefoxPage(page: Page): PageDriver {
  const frame = firefoxFrame(page, async () => page.mainFrame())
  return {
    ...frame,
    goto: (url) => untilParsed(frame.run, () => page.goto(url, { waitUntil: 'domcontentloaded' }), url),
    reload: () => untilParsed(frame.run, () => page.reload({ waitUntil: 'domcontentloaded' })),
    press: (key) => press(page, key),
    bringToFront: () => page.bringToFront(),
    addInitScript: async (source) => void (await page.evaluateOnNewDocument(source)),
    setOffline: (offline) => page.setOfflineMode(offline),
    screenshot: async (path) => writeFile(path, await page.screenshot({ type: 'png' })),
    close: () => page.close(),
  }
}

function firefoxFrame(page: Page, resolve: () => Promise<Frame>): FrameDriver {
  const element = async (selector: string): Promise<ElementHandle> => {
    const found = await (await resolve()).waitForSelector(selector, { timeout: 10_000 })
    if (!found) throw new Error(`No element matches ${selector}.`)
    return found
  }
  return {
    run: async (expression) => String(await (await resolve()).evaluate(expression)),
    async click(selector) {
      const target = await element(selector)
      await clickInFirefox(page, target)
      await target.dispose()
    },
    frame: (selector) =>
      firefoxFrame(page, async () => {
        const target = await element(selector)
        const frame = await target.contentFrame()
        await target.dispose()
        if (!frame) throw new Error(`${selector} is not an iframe with a document.`)
        return frame
      }),
  }
}

/** Splits `Shift+Tab` into keys, which are pressed in order and released in reverse. */
async function press(page: Page, keys: string): Promise<void> {
  const held = keys.split(/(?<=.)\+/) as KeyInput[]
  for (const key of held) await page.keyboard.down(key)
  for (const key of held.reverse()) await page.keyboard.up(key)
}
