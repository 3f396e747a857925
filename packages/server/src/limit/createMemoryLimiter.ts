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

/** As many windows are kept. */
const capacity = 10_000
/** As many are evicted together: to find the least used ones means to look at all. */
const evictedTogether = 1_000

/**
 * A limiter for one process, without timers, so that it runs anywhere. Several instances need a shared one: see the
 * endpoint guide.
 *
 * It counts by key, so the keys must come from you: the id of a signed-in user, and never a text that the browser chooses.
 * A caller who can invent keys starts with all points for each. Memory is bounded: beyond 10,000 keys in one window the least
 * used ones are forgotten first, so that other keys, however many, give nobody's used points back.
 */
export function createMemoryLimiter({
  points = 30,
  duration = 60,
  now = Date.now,
}: MemoryLimiterOptions = {}): Limiter {
  /** In the order in which they end: all are equally long. */
  const windows = new Map<string, Window>()

  function makeRoom(time: number): void {
    for (const [key, window] of windows) {
      if (window.ends > time) break
      windows.delete(key)
    }
    if (windows.size < capacity) return
    // The sort is stable: of those that are used alike, the oldest go.
    const leastUsed = [...windows].sort(([, one], [, other]) => one.used - other.used).slice(0, evictedTogether)
    for (const [key] of leastUsed) windows.delete(key)
  }

  return {
    async consume(key) {
      const time = now()
      let window = windows.get(key)
      if (!window || window.ends <= time) {
        if (windows.size >= capacity) makeRoom(time)
        window = { ends: time + duration * 1_000, used: 0 }
        windows.delete(key)
        windows.set(key, window)
      }
      if (window.used >= points) throw { msBeforeNext: window.ends - time }
      window.used += 1
    },
  }
}
