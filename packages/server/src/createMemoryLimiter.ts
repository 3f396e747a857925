import type { Limiter } from './Limiter.js'

/** How often a user may ask in how long. */
export interface MemoryLimiterOptions {
  /** Attempts of one user in a window, those that end without a link included. @default 30 */
  points?: number
  /** The window's length in seconds. @default 60 */
  duration?: number
  /** Milliseconds since 1970; for tests. @default Date.now */
  now?: () => number
}

interface Window {
  ends: number
  used: number
}

/** Windows of users who have left are swept out when there are this many. */
const sweepAt = 10_000

/**
 * A limiter for one process, without timers, so that it runs anywhere. Several instances need a shared one: see the
 * endpoint guide.
 */
export function createMemoryLimiter({
  points = 30,
  duration = 60,
  now = Date.now,
}: MemoryLimiterOptions = {}): Limiter {
  const windows = new Map<string, Window>()

  function sweep(time: number): void {
    for (const [key, window] of windows) if (window.ends <= time) windows.delete(key)
    // All still running: the oldest go, which costs memory's bound nothing and those users at most one window.
    for (const key of windows.keys()) {
      if (windows.size < sweepAt) return
      windows.delete(key)
    }
  }

  return {
    async consume(key) {
      const time = now()
      let window = windows.get(key)
      if (!window || window.ends <= time) {
        if (windows.size >= sweepAt) sweep(time)
        window = { ends: time + duration * 1_000, used: 0 }
        windows.delete(key)
        windows.set(key, window)
      }
      if (window.used >= points) throw { msBeforeNext: window.ends - time }
      window.used += 1
    },
  }
}
