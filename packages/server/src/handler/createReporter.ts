import type { LoginEvent } from './LoginEvent.js'

/**
 * For hosts that listen to nothing: what somebody has to mend, here or at the vendor. The person at the frame is told no more
 * than to ask them. What the browser's side has to mend is in its answer.
 */
function logTrouble(event: LoginEvent): void {
  if (event.type !== 'refused' && event.type !== 'vendor_failed') return
  if (event.status < 500) return
  const thrown = 'error' in event ? [event.error] : []
  console.error(`conversation-frame: ${event.why}`, ...thrown)
}

/** Wraps a host's `onEvent`: reporting must not change the answer, so what it throws, or rejects with, goes nowhere. */
export function createReporter(onEvent: (event: LoginEvent) => unknown = logTrouble): (event: LoginEvent) => void {
  return function report(event) {
    try {
      Promise.resolve(onEvent(event)).catch(() => {})
    } catch {
      // See above.
    }
  }
}
