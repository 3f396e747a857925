/** As much of an `AbortSignal` as is needed here; any of them will do, and a lighter thing of our own. */
export interface CancelSignal {
  readonly aborted: boolean
  readonly reason: unknown
  addEventListener(type: 'abort', listener: () => void, options?: { once?: boolean }): void
  removeEventListener(type: 'abort', listener: () => void): void
}

/**
 * The promise's outcome, or the signal's reason as soon as it aborts: for work that others wait for too, or that may not
 * heed the signal itself.
 */
export function untilAborted<Value>(promise: Promise<Value>, signal: CancelSignal | undefined): Promise<Value> {
  if (!signal) return promise
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason)
    if (signal.aborted) stop()
    signal.addEventListener('abort', stop, { once: true })
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop))
  })
}
