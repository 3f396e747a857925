import { onTestFinished } from 'vitest'

/**
 * Time that can be moved forward, as on a machine that wakes from sleep: both clocks jump, and timers that have become due
 * fire late. Between the jumps time is real, so that frames and servers keep working.
 */
export function warpTime() {
  const real = {
    date: Date.now,
    performance: performance.now.bind(performance),
    setTimeout: window.setTimeout.bind(window),
    clearTimeout: window.clearTimeout.bind(window),
  }
  const timers = new Map<number, { at: number; handle: number; fire: () => void }>()
  let ahead = 0

  Date.now = () => real.date() + ahead
  performance.now = () => real.performance() + ahead
  window.setTimeout = ((handler: TimerHandler, ms = 0, ...args: unknown[]) => {
    const fire = () => {
      timers.delete(id)
      if (typeof handler === 'function') handler(...args)
    }
    const id: number = real.setTimeout(fire, ms)
    timers.set(id, { at: performance.now() + ms, handle: id, fire })
    return id
  }) as typeof window.setTimeout
  window.clearTimeout = ((id: number) => {
    real.clearTimeout(timers.get(id)?.handle ?? id)
    timers.delete(id)
  }) as typeof window.clearTimeout

  onTestFinished(() => {
    Date.now = real.date
    Object.assign(window, { setTimeout: real.setTimeout, clearTimeout: real.clearTimeout })
    Reflect.deleteProperty(performance, 'now')
  })

  return {
    advance(ms: number): void {
      ahead += ms
      for (const timer of [...timers.values()].sort((a, b) => a.at - b.at)) {
        real.clearTimeout(timer.handle)
        timer.handle = real.setTimeout(timer.fire, Math.max(0, timer.at - performance.now()))
      }
    },
    /** Waits in real time. */
    pause: (ms = 0) => new Promise<void>((resolve) => void real.setTimeout(resolve, ms)),
    realNow: real.performance,
  }
}
