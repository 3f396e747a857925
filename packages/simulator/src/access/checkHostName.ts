import { SimulatorError } from '../SimulatorError.js'
import { readHostName } from './readHostName.js'

/** Throws for an option that cannot be a host name: one with a scheme, a port or a pattern. */
export function checkHostName(name: string, value: string): void {
  if (isHostName(value)) return
  const expected = 'a host name such as "vendor.test" or "[fd00::1]" without scheme and port'
  throw new SimulatorError('invalid_option', `${name} must be ${expected}, not ${JSON.stringify(value)}.`)
}

/** Whether the string is a host name or a bracketed address, and nothing more. */
export function isHostName(value: string): boolean {
  return readHostName(value) !== undefined && !/:\d*$/.test(value)
}
