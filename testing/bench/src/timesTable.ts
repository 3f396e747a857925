import { markdownTable } from './markdownTable.js'
import type { Summary } from './summarise.js'

/** Ratios, with the milliseconds on this machine for context. */
export function timesTable(entries: readonly (readonly [string, Summary])[], reference: Summary): string {
  return markdownTable([
    ['', 'ratio', 'median ms', 'middle half ms', 'runs'],
    ...entries.map(([name, { median, lower, upper, runs }]) => [
      name,
      (median / reference.median).toFixed(2),
      median.toFixed(1),
      `${lower.toFixed(1)} to ${upper.toFixed(1)}`,
      String(runs),
    ]),
  ])
}
