import type { ElementHandle, Page } from 'puppeteer-core'
import { poll } from '../createFrame.js'

/**
 * Clicks the middle of an element. Firefox loses a click into an iframe that has only just been painted, because it does not
 * know yet which process is under the mouse. So the mouse moves there until the document notices, and then clicks.
 */
export async function clickInFirefox(page: Page, element: ElementHandle): Promise<void> {
  await element.scrollIntoView()
  await element.evaluate(watchMouse)
  let wiggle = 0
  await poll('the mouse to arrive at the element', async () => {
    const { x, y } = await element.clickablePoint()
    wiggle = 1 - wiggle
    await page.mouse.move(x + wiggle, y)
    return element.evaluate(hasMouseArrived)
  })
  const { x, y } = await element.clickablePoint()
  await page.mouse.click(x, y)
}

function watchMouse(): void {
  const key = Symbol.for('conversation-frame.browsers.mouse')
  const arrived = () => Object.defineProperty(window, key, { value: true, configurable: true })
  Object.defineProperty(window, key, { value: false, configurable: true })
  window.addEventListener('mousemove', arrived, { capture: true, once: true })
}

function hasMouseArrived(): boolean {
  return (window as unknown as Record<symbol, boolean>)[Symbol.for('conversation-frame.browsers.mouse')] === true
}
