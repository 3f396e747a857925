/** Timers are 32 bits wide: a longer one fires at once. */
const longest = 2 ** 31 - 1

/** Whether it is a number of milliseconds that a timer can wait. */
export function isTime(milliseconds: number): boolean {
  return milliseconds > 0 && milliseconds <= longest
}
