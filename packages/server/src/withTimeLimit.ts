/** What may end the wait for some work before the work itself does. */
export interface TimeLimit {
  /** No limit if it is left out. */
  timeoutMs?: number
  /** Makes the rejection when the time is up. @default an `Error` that names the time */
  timeoutError?: () => unknown
  /** Rejects with its `reason` when it aborts. If it is already aborted, the work does not start. */
  signal?: AbortSignal | undefined
  /** Called with the rejection when the wait ends early: stop the work here. */
  onStop?: (reason: unknown) => void
}

/**
 * Settles like `work`, or rejects as soon as the time is up or the signal aborts.
 *
 * The work may ignore `onStop` or be shared with other callers: it continues then, and its outcome is dropped.
 */
export function withTimeLimit<Value>(work: () => Value | Promise<Value>, limit: TimeLimit): Promise<Value> {
  const { timeoutMs, timeoutError = () => timeoutOf(timeoutMs), signal, onStop } = limit
  return new Promise((resolve, reject) => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const end = () => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', abort)
    }
    const stop = (reason: unknown) => {
      end()
      reject(reason)
      onStop?.(reason)
    }
    const abort = () => stop(signal?.reason)

    if (signal?.aborted) return abort()
    signal?.addEventListener('abort', abort)
    if (timeoutMs !== undefined) timer = setTimeout(() => stop(timeoutError()), timeoutMs)
    // Inside a promise, so that a `work` that throws rejects too.
    new Promise<Value>((start) => start(work())).then(
      (value) => {
        end()
        resolve(value)
      },
      (error) => {
        end()
        reject(error)
      },
    )
  })
}

function timeoutOf(timeoutMs: number | undefined): Error {
  return new Error(`No answer within ${timeoutMs} ms`)
}
