import { LoginError } from '../LoginError.js'

/** A request that does not match the contract. The browser may see the detail. */
export function invalidRequest(status: number, detail: string): LoginError {
  return new LoginError('invalid_request', detail, { status, detail })
}
