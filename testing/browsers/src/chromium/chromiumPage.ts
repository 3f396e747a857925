import type { Frame, Page } from 'playwright'
import type { FrameDriver, PageDriver } from '../Driver.js'

/** A tab of Chromium. */
export function chromiumPage(page: Page): PageDriver {
  return {
    ...chromiumFrame(async () => page.mainFrame()),
    goto: async (url) => void (await page.goto(url, { waitUntil: 'domcontentloaded' })),
    reload: async () => void (await page.reload({ waitUntil: 'domcontentloaded' })),
    press: (key) => page.keyboard.press(key),
    bringToFront: () => page.bringToFront(),
    addInitScript: async (source) => void (await page.addInitScript({ content: source })),
    setOffline: (offline) => page.context().setOffline(offline),
    screenshot: async (path) => void (await page.screenshot({ path })),
    close: () => page.close(),
  }
}

function chromiumFrame(resolve: () => Promise<Frame>): FrameDriver {
  return {
    run: async (expression) => (await resolve()).evaluate<string>(expression),
    click: async (selector) => (await resolve()).locator(selector).first().click({ timeout: 10_000 }),
    frame: (selector) =>
      chromiumFrame(async () => {
        const element = await (await resolve()).waitForSelector(selector, { state: 'attached', timeout: 10_000 })
        const frame = await element.contentFrame()
        await element.dispose()
        if (!frame) throw new Error(`${selector} is not an iframe with a document.`)
        return frame
      }),
  }
}
