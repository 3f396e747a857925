/** What a {@link SimulatorError} is about. */
export type SimulatorErrorCode =
  | 'invalid_option'
  | 'invalid_seed'
  | 'invalid_fault'
  | 'invalid_flag'
  | 'port_unavailable'

/** The caller's mistake. Never thrown for what a simulated client does wrong: that is answered as the vendor would. */
export class SimulatorError extends Error {
  override readonly name = 'SimulatorError'

  constructor(
    readonly code: SimulatorErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options)
  }
}
