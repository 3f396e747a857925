import type { LoginEvent } from './LoginEvent.js'

/**
 * The default `onEvent`. It logs failures that only the server or the vendor can fix: the user is only asked to contact an
 * administrator. A failure that the frontend can fix is in its answer.
 */
function logServerErrors(event: LoginEvent): void {
  if (event.type !== 'refused' && event.type !== 'vendor_failed') return
  if (event.status < 500) return
  const thrown = 'error' in event ? [event.error] : []
  console.error(`conversation-frame: ${event.why}`, ...thrown)
}

/** Wraps a host's `onEvent`, so that its errors and rejections do not change the answer. */
export function createReporter(onEvent: (event: LoginEvent) => unknown = logServerErrors): (event: LoginEvent) => void {
  return function report(event) {
    try {
      Promise.resolve(onEvent(event)).catch(() => {})
    } catch {
      // See above.
    }
  }
}
