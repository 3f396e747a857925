import { type EndpointErrorCode, endpointErrors, errorPage } from '@conversation-frame/contract'
import { printable } from './printable.js'

/** What is known about a {@link LoginError} besides its code and message. */
export interface LoginErrorDetails {
  /** The HTTP status of the answer, where it is not the code's usual one. */
  status?: number
  /** Seconds after which trying again makes sense. */
  retryAfterSeconds?: number
  /** The `reason` number that the vendor gave. */
  reason?: number
  /** A text that the browser may see. Everything else in the error stays on the server. */
  detail?: string
}

/**
 * Why there is no login link.
 *
 * The message says what happened and what to do; it is for the server's log. It never holds the client secret, an access
 * token, a login link, or a text that the vendor wrote, and no control character, so it can be logged as it is.
 */
export class LoginError extends Error {
  override readonly name = 'LoginError'
  /** What went wrong; each code has a heading in `docs/errors.md`. */
  readonly code: EndpointErrorCode
  /** The HTTP status that the endpoint answers with. */
  readonly status: number
  /** Seconds after which trying again makes sense. */
  declare readonly retryAfterSeconds?: number
  /** The `reason` number that the vendor gave. */
  declare readonly reason?: number
  /** A text that the browser may see. */
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
