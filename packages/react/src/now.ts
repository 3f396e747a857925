/** Timers are 32 bits wide: a longer one fires immediately. */
export const longestTimerMs = 2 ** 31 - 1

let wall = 0
let running = 0
let elapsed = 0

/**
 * Milliseconds on a clock that runs while the machine sleeps and never goes back.
 *
 * `performance.now()` stops during sleep on some systems, and `Date.now()` jumps when the time is set. With either alone, an
 * expired link could be navigated to, which logs the agent out. So each step takes the larger difference of the two.
 */
export function now(): number {
  const [lastWall, lastRunning] = [wall, running]
  wall = Date.now()
  running = performance.now()
  elapsed += lastWall ? Math.max(wall - lastWall, running - lastRunning, 0) : wall
  return elapsed
}
