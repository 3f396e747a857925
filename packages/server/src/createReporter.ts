import type { LoginEvent } from './LoginEvent.js'

/** Wraps a host's `onEvent`: reporting must not change the answer, so what it throws, or rejects with, goes nowhere. */
export function createReporter(onEvent: ((event: LoginEvent) => unknown) | undefined): (event: LoginEvent) => void {
  if (!onEvent) return () => {}
  return function report(event) {
    try {
      Promise.resolve(onEvent(event)).catch(() => {})
    } catch {
      // See above.
    }
  }
}
