/** A problem that the person who starts the dashboard can fix. The message says how; it is printed without a stack trace. */
export class DashboardError extends Error {
  override readonly name = 'DashboardError'
}
