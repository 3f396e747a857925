import type { english } from './english.js'

/** Every text of the dashboard. */
export type Words = {
  [Group in keyof typeof english]: {
    [Name in keyof (typeof english)[Group]]: (typeof english)[Group][Name] extends string
      ? string
      : (typeof english)[Group][Name]
  }
}
