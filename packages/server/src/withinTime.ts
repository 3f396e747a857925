import { untilAborted } from './untilAborted.js'

/** The outcome of `work`, or a rejection after `milliseconds`. The work itself is not stopped. */
export async function withinTime<Value>(milliseconds: number, work: () => Value | Promise<Value>): Promise<Value> {
  const slow = new AbortController()
  const timer = setTimeout(() => slow.abort(new Error(`no answer within ${milliseconds} ms`)), milliseconds)
  try {
    return await untilAborted(Promise.resolve(work()), slow.signal)
  } finally {
    clearTimeout(timer)
  }
}
