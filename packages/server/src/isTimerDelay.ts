/** Timers are 32 bits wide: a longer delay fires immediately. */
const longestMs = 2 ** 31 - 1

/** Whether a timer can wait for this number of milliseconds. */
export function isTimerDelay(milliseconds: number): boolean {
  return milliseconds > 0 && milliseconds <= longestMs
}
