/** Timers are 32 bits wide: a longer one fires immediately. */
export const longestTimerMs = 2 ** 31 - 1

let wall = 0
let running = 0
let elapsed = 0

/**
 * Milliseconds on a clock that goes on while the machine sleeps and never goes back.
 *
 * `performance.now()` stops in sleep on some systems, and `Date.now()` jumps back when the time is set; a link's age must
 * count both, or a stale link is navigated to and logs the agent out. So each step takes the larger of the two.
 */
export function now(): number {
  const [lastWall, lastRunning] = [wall, running]
  wall = Date.now()
  running = performance.now()
  elapsed += lastWall ? Math.max(wall - lastWall, running - lastRunning, 0) : wall
  return elapsed
}
