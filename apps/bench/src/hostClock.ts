/** Milliseconds since 1970 with fractions, monotonic: the clock that pages are compared with. */
export function hostClock(): number {
  return performance.timeOrigin + performance.now()
}
