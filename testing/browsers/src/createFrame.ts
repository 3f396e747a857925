import { setTimeout as delay } from 'node:timers/promises'
import type { FrameDriver } from './Driver.js'
import type { Frame, WaitOptions } from './Page.js'
import { fillField } from './page/fillField.js'
import { toExpression } from './toExpression.js'

type PageFunction = (argument: never) => unknown

/** Builds the `Frame` that tests use from the few operations of an engine's driver. */
export function createFrame(driver: FrameDriver): Frame {
  const evaluate = (fn: PageFunction, argument?: unknown) => runInPage(driver, toExpression(fn, argument))
  const present = (selector: string, options?: WaitOptions) =>
    poll(`an element that matches ${selector}`, () => evaluate(isPresent, selector), options)
  return {
    evaluate,
    waitFor: (fn: PageFunction, argument?: unknown, options?: WaitOptions) =>
      poll(`${fn}`, () => evaluate(fn, argument), options),
    async click(selector, options) {
      await present(selector, options)
      await driver.click(selector)
    },
    async fill(selector, text, options) {
      await present(selector, options)
      await evaluate(fillField, { selector, text })
    },
    frame: (selector) => createFrame(driver.frame(selector)),
  } as Frame
}

/**
 * Repeats until the result is truthy. It polls from Node and not in the page: there clocks may be fake, background tabs
 * throttle timers, and a navigation would end the polling.
 */
export async function poll<Result>(
  what: string,
  attempt: () => Promise<Result>,
  { timeout = 10_000 }: WaitOptions = {},
): Promise<Result> {
  const end = performance.now() + timeout
  let last: unknown
  do {
    try {
      const result = await attempt()
      if (result) return result
      last = undefined
    } catch (error) {
      last = error
    }
    await delay(20)
  } while (performance.now() < end)
  const because = last instanceof Error ? `: ${last.message}` : ''
  throw new Error(`Waited ${timeout} ms for ${what}${because}`, { cause: last })
}

/** Returns the same JSON in every engine, however its protocol serialises a `Map`, a `NaN` or an error. */
async function runInPage(driver: FrameDriver, expression: string): Promise<unknown> {
  const outcome = JSON.parse(
    await driver.run(`(async () => {
      try { return JSON.stringify({ value: await ${expression} }) }
      catch (error) { return JSON.stringify({ error: String(error?.stack?.includes(error.message) ? error.stack : error) }) }
    })()`),
  ) as { value?: unknown; error?: string }
  if (outcome.error !== undefined) throw new Error(`In the page: ${outcome.error}`)
  return outcome.value
}

function isPresent(selector: string): boolean {
  return document.querySelector(selector) !== null
}
