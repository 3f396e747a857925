import { type EndpointErrorCode, errorPage } from '@conversation-frame/contract'

/** Why a conversation could not be opened, for causes that only the browser can detect. */
export type ClientErrorCode =
  | 'network'
  | 'timeout'
  | 'invalid_response'
  | 'origin_not_allowed'
  | 'link_already_used'
  | 'blocked_by_csp'
  | 'blocked_by_coep'
  | 'stalled'
  | 'budget_exhausted'
  | 'popup_blocked'

/** Why a conversation could not be opened. Each code has a heading in `docs/errors.md`. */
export type ConversationFrameErrorCode = EndpointErrorCode | ClientErrorCode

export interface ConversationFrameErrorOptions {
  /** The cause. Never pass an error that contains a login link. */
  cause?: unknown
  /** Seconds to wait before the next request, e.g. from `Retry-After`. Only a number above 0 counts. */
  retryAfterSeconds?: number | undefined
}

/** No user waits longer for a frame, and an infinite time cannot be displayed. */
const longestSeconds = 86_400

/**
 * Marks the error for every copy of this package on the page, for example in a second bundle, where `instanceof` is false. All
 * copies and realms share the registry of symbols.
 */
const brand = Symbol.for('conversation-frame.error')

/**
 * The only error that this package throws or reports. Decide by `code`. The `message` is for developers and names the page that
 * says how to fix it. Neither ever contains a login link.
 */
export class ConversationFrameError extends Error {
  readonly code: ConversationFrameErrorCode
  /** Seconds to wait before the next request, if the endpoint says so. At most a day. */
  readonly retryAfterSeconds: number | undefined

  /** @param detail what happened, for developers */
  constructor(code: ConversationFrameErrorCode, detail: string, options: ConversationFrameErrorOptions = {}) {
    super(`${code}: ${detail}. See ${errorPage(code)}`, options)
    // Not enumerable: neither a log nor a comparison shows it.
    Object.defineProperty(this, brand, { value: true })
    this.name = 'ConversationFrameError'
    this.code = code
    const seconds = Math.min(Number(options.retryAfterSeconds), longestSeconds)
    this.retryAfterSeconds = seconds > 0 ? seconds : undefined
  }
}

/** Whether it is an error of this package, or of another copy of it. A newer copy may use a code that is unknown here. */
export function isFrameError(value: unknown): value is ConversationFrameError {
  return brand in Object(value)
}

/** Converts a caught value. Anything but an error of this package becomes `internal_error`. */
export function asFrameError(cause: unknown): ConversationFrameError {
  return isFrameError(cause) ? cause : new ConversationFrameError('internal_error', 'unexpected', { cause })
}
