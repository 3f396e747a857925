import type { Lab } from './openLab.js'

/** A row of the summary table. */
export interface Row {
  what: string
  measured: string
  goal: string
  /** Omitted when the row has no goal. */
  reached?: boolean
}

/** The result of a section. */
export interface Findings {
  rows: readonly Row[]
  /** Markdown: how it was measured, and all figures. */
  details: string
}

/** One kind of measurement. */
export interface Section {
  /** For `--only`. */
  name: string
  title: string
  measure(lab: Lab, options: MeasureOptions): Promise<Findings>
}

export interface MeasureOptions {
  /** How often each timed action is repeated. */
  runs: number
  /** Mounts and unmounts of our component. */
  mounts: number
}
