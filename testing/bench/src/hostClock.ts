/** Milliseconds since 1970 with fractions, monotonic. The clocks of pages are compared with this one. */
export function hostClock(): number {
  return performance.timeOrigin + performance.now()
}
