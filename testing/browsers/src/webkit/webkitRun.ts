import { setTimeout as delay } from 'node:timers/promises'

type Execute = (script: string, ...args: unknown[]) => Promise<unknown>

/**
 * Evaluates an expression without holding the session until it settles: one page may wait for what another does, and a
 * session does one thing at a time. The script that starts it leaves the outcome in the page, where it is fetched.
 */
export async function webkitRun(execute: Execute, expression: string): Promise<string> {
  const id = crypto.randomUUID()
  const start = `
    const outcomes = (window[Symbol.for('conversation-frame.browsers.outcomes')] ??= new Map())
    const promise = ${expression}
    promise.then((value) => outcomes.set(arguments[0], value))`
  await execute(start, id)
  for (;;) {
    const outcome = await execute(fetchOutcome, id)
    if (outcome === replaced) throw new Error('The document was replaced before the function was done.')
    if (typeof outcome === 'string') return outcome
    await delay(5)
  }
}

const replaced = 'replaced'

const fetchOutcome = `
  const outcomes = window[Symbol.for('conversation-frame.browsers.outcomes')]
  const value = outcomes ? outcomes.get(arguments[0]) : '${replaced}'
  outcomes?.delete(arguments[0])
  return value`
