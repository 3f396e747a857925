import { setTimeout as delay } from 'node:timers/promises'
import type { WebDriver } from 'selenium-webdriver'

/**
 * Evaluates an expression without holding the session until it settles: one page may wait for what another does, and a
 * session does one thing at a time. What takes longer than a moment leaves its outcome in the page, where it is fetched.
 */
export async function webkitRun(
  session: WebDriver,
  inFrame: (task: () => Promise<unknown>) => Promise<unknown>,
  expression: string,
): Promise<string> {
  const id = crypto.randomUUID()
  let outcome = await inFrame(() => session.executeAsyncScript(start(expression), id))
  while (typeof outcome !== 'string') {
    await delay(5)
    outcome = await inFrame(() => session.executeScript(fetchOutcome, id))
  }
  if (outcome === replaced) throw new Error('The document was replaced before the function was done.')
  return outcome
}

const replaced = 'replaced'

// The message port is a timer that no clock controls and no background tab slows.
const start = (expression: string) => `
  const [id, done] = arguments
  const outcomes = (window[Symbol.for('conversation-frame.browsers.outcomes')] ??= new Map())
  let answered = false
  const answer = (value) => {
    if (!answered) done(value)
    else if (value !== null) outcomes.set(id, value)
    answered = true
  }
  Promise.resolve(${expression}).then((value) => answer(String(value)))
  const { port1, port2 } = new MessageChannel()
  port1.onmessage = () => (port1.close(), answer(null))
  port2.postMessage(null)`

const fetchOutcome = `
  const outcomes = window[Symbol.for('conversation-frame.browsers.outcomes')]
  const value = outcomes ? outcomes.get(arguments[0]) : '${replaced}'
  outcomes?.delete(arguments[0])
  return value ?? null`
