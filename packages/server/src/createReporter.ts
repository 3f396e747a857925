import type { LoginEvent } from './LoginEvent.js'

/** For hosts that listen to nothing: what they have to mend. The person at the frame is told no more than to ask them. */
function logTrouble(event: LoginEvent): void {
  if (event.type !== 'refused' && event.type !== 'vendor_failed') return
  if (event.code !== 'misconfigured' && event.code !== 'internal_error') return
  const thrown = 'error' in event ? [event.error] : []
  console.error(`conversation-frame: ${event.code}: ${event.why}`, ...thrown)
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
