import type { Lab } from './openLab.js'

/** A line of the table that a reader looks at first. */
export interface Row {
  what: string
  measured: string
  goal: string
  /** Left out: the row only tells. */
  reached?: boolean
}

/** What a section has found. */
export interface Findings {
  rows: readonly Row[]
  /** Markdown: how it was measured, and the figures in full. */
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
  /** How often each timed thing is done. */
  runs: number
  /** Mounts and unmounts of our component. */
  mounts: number
}
