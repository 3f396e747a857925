import { LoginError } from '../LoginError.js'

/** What the `Allow` header of a login endpoint says. */
export const allowedMethods = 'POST, OPTIONS'

/** The refusal of every other method. */
export function wrongMethod(method: string): LoginError {
  const detail = 'Login links are asked for with POST'
  return new LoginError('invalid_request', `${detail}, not ${method.slice(0, 20)}`, { status: 405, detail })
}
