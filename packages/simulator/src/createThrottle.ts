/** Counts what was let through in a sliding window, for each key. */
export interface Throttle {
  /** Milliseconds until the key is let through again, 0 when it is now. */
  wait(key: string, limit: { max: number; windowMs: number }): number
  count(key: string): void
}

/**
 * Refused attempts are not counted. The stock engine counts in fixed windows; a sliding one is never more generous.
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
