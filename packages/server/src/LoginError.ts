import { type EndpointErrorCode, endpointErrors, errorPage } from '@conversation-frame/contract'
import { printable } from './printable.js'

/** Details of a {@link LoginError} besides its code and message. */
export interface LoginErrorDetails {
  /** The HTTP status of the answer, if it is not the code's usual one. */
  status?: number
  /** Seconds to wait before the next attempt. */
  retryAfterSeconds?: number
  /** The vendor's `reason` number. */
  reason?: number
  /** A sentence that the browser may see. Everything else in the error stays on the server. */
  detail?: string
}

/**
 * Why there is no login link.
 *
 * The message says what happened and how to fix it, for the server's log. It never contains the client secret, an access
 * token, a login link, or words of the vendor, and no control character, so it can be logged as it is.
 */
export class LoginError extends Error {
  override readonly name = 'LoginError'
  /** The kind of failure. Each code has a heading in `docs/errors.md`. */
  readonly code: EndpointErrorCode
  /** The HTTP status that the endpoint answers with. */
  readonly status: number
  /** Seconds to wait before the next attempt. */
  declare readonly retryAfterSeconds?: number
  /** The vendor's `reason` number. */
  declare readonly reason?: number
  /** A sentence that the browser may see. */
  declare readonly detail?: string

  constructor(code: EndpointErrorCode, message: string, details: LoginErrorDetails = {}) {
    super(`${printable(message)} (${code}, see ${errorPage(code)})`)
    this.code = code
    this.status = details.status ?? endpointErrors[code].status
    if (details.retryAfterSeconds !== undefined) this.retryAfterSeconds = details.retryAfterSeconds
    if (details.reason !== undefined) this.reason = details.reason
    if (details.detail !== undefined) this.detail = details.detail
  }
}
