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
export async function withTimeLimit<Value>(work: () => Value | Promise<Value>, limit: TimeLimit): Promise<Value> {
  const { timeoutMs, timeoutError = () => timeoutOf(timeoutMs), signal, onStop } = limit
  if (signal?.aborted) {
    onStop?.(signal.reason)
    throw signal.reason
  }
  let timer: ReturnType<typeof setTimeout> | undefined
  let abort = () => {}
  const stopped = new Promise<never>((_, reject) => {
    const stop = (reason: unknown) => {
      reject(reason)
      onStop?.(reason)
    }
    abort = () => stop(signal?.reason)
    signal?.addEventListener('abort', abort)
    if (timeoutMs !== undefined) timer = setTimeout(() => stop(timeoutError()), timeoutMs)
  })
  try {
    return await Promise.race([stopped, work()])
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', abort)
  }
}

function timeoutOf(timeoutMs: number | undefined): Error {
  return new Error(`No answer within ${timeoutMs} ms`)
}
