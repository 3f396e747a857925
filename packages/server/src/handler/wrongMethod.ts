import { LoginError } from '../LoginError.js'

/** The `Allow` header of a login endpoint. */
export const allowedMethods = 'POST, OPTIONS'

/** The refusal of every other method. */
export function wrongMethod(method: string): LoginError {
  const detail = 'Use POST to request a login link'
  return new LoginError('invalid_request', `${detail}, not ${method.slice(0, 20)}`, { status: 405, detail })
}
