/** The subject of a {@link SimulatorError}. */
export type SimulatorErrorCode =
  | 'invalid_option'
  | 'invalid_seed'
  | 'invalid_fault'
  | 'invalid_flag'
  | 'port_unavailable'

/** A mistake by the caller. Mistakes by a simulated client do not throw: the vendor answers them. */
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
