import type { LoginEvent } from './LoginEvent.js'

/**
 * The default `onEvent`: what needs a fix on the server or at the vendor, because the user at the frame only learns to ask for
 * one. What needs a fix in the frontend is in its answer.
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
