/** The summary of many runs. */
export interface Summary {
  median: number
  /** The quartiles. Half of the runs lie between them. */
  lower: number
  upper: number
  runs: number
}

export function summarise(values: readonly number[]): Summary {
  const sorted = [...values].sort((a, b) => a - b)
  return {
    median: quantile(sorted, 0.5),
    lower: quantile(sorted, 0.25),
    upper: quantile(sorted, 0.75),
    runs: sorted.length,
  }
}

/** Interpolates linearly between two values. */
function quantile(sorted: readonly number[], share: number): number {
  const place = (sorted.length - 1) * share
  const before = sorted[Math.floor(place)] ?? Number.NaN
  const after = sorted[Math.ceil(place)] ?? Number.NaN
  return before + (after - before) * (place - Math.floor(place))
}
