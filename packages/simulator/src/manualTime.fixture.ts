/** A clock and timers that move only when `advance` is called. */
export function manualTime(start = Date.UTC(2026, 0, 15, 9, 0, 0)) {
  let time = start
  let timers: { at: number; callback: () => void }[] = []
  return {
    now: () => time,
    schedule(callback: () => void, ms: number) {
      const timer = { at: time + ms, callback }
      timers.push(timer)
      return () => {
        timers = timers.filter((candidate) => candidate !== timer)
      }
    },
    /** Runs the timers that fall due on the way, in order. */
    pass(ms: number) {
      const end = time + ms
      for (;;) {
        const next = timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0]
        if (!next) break
        timers = timers.filter((candidate) => candidate !== next)
        time = next.at
        next.callback()
      }
      time = end
    },
    pending: () => timers.length,
  }
}
