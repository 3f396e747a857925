import type { Limiter } from './Limiter.js'

/** How many attempts a user has, in which time. */
export interface MemoryLimiterOptions {
  /** Attempts of one user in a window, including those that end without a link. @default 30 */
  points?: number
  /** The length of a window in seconds. @default 60 */
  duration?: number
}

interface Window {
  endsAt: number
  used: number
}

/** How many windows are kept. */
const capacity = 10_000
/** How many are dropped together: finding the least used ones means looking at all. */
const evictedTogether = 1_000

/**
 * A limiter for one process, without timers, so that it runs on every platform. Several instances need a shared one: see the
 * endpoint guide.
 *
 * It counts by key, so the keys must come from you: use the id of a signed-in user, and never a string that the browser chooses.
 * A caller who can invent keys has all points for each of them. Memory is bounded: beyond 10,000 keys in one window the least
 * used ones are dropped first, so that a flood of other keys does not restore a user's points.
 */
export function createMemoryLimiter({ points = 30, duration = 60 }: MemoryLimiterOptions = {}): Limiter {
  /** In the order in which they end, because all have the same length. */
  const windows = new Map<string, Window>()

  function makeRoom(now: number): void {
    for (const [key, window] of windows) {
      if (window.endsAt > now) break
      windows.delete(key)
    }
    if (windows.size < capacity) return
    // The sort is stable: of windows with the same use, the oldest are dropped.
    const leastUsed = [...windows].sort(([, one], [, other]) => one.used - other.used).slice(0, evictedTogether)
    for (const [key] of leastUsed) windows.delete(key)
  }

  return {
    async consume(key) {
      const now = Date.now()
      let window = windows.get(key)
      if (!window || window.endsAt <= now) {
        if (windows.size >= capacity) makeRoom(now)
        window = { endsAt: now + duration * 1_000, used: 0 }
        windows.delete(key)
        windows.set(key, window)
      }
      if (window.used >= points) throw { msBeforeNext: window.endsAt - now }
      window.used += 1
    },
  }
}
