/** Something that whoever starts the dashboard can mend. The message says how; it is printed without a stack. */
export class DashboardError extends Error {
  override readonly name = 'DashboardError'
}
