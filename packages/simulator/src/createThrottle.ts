/** Counts accepted attempts in a sliding window, for each key. */
export interface Throttle {
  /** Milliseconds until the key's next attempt is accepted; 0 for now. */
  wait(key: string, limit: { max: number; windowMs: number }): number
  count(key: string): void
}

/**
 * Does not count refused attempts. The stock engine uses fixed windows; a sliding one is never more generous.
 */
export function createThrottle(now: () => number): Throttle {
  const passes = new Map<string, number[]>()
  return {
    wait(key, { max, windowMs }) {
      const recent = (passes.get(key) ?? []).filter((at) => at > now() - windowMs)
      const oldestThatCounts = recent[recent.length - max]
      return oldestThatCounts === undefined ? 0 : oldestThatCounts + windowMs - now()
    },
    count(key) {
      passes.set(key, [...(passes.get(key) ?? []), now()].slice(-10_000))
    },
  }
}
