import { type EndpointErrorCode, errorPage } from '@conversation-frame/contract'

/** Why a conversation could not be opened, as far as only the browser can know it. */
export type ClientErrorCode =
  | 'network'
  | 'timeout'
  | 'invalid_response'
  | 'origin_not_allowed'
  | 'blocked_by_csp'
  | 'stalled'
  | 'budget_exhausted'
  | 'popup_blocked'

/** Why a conversation could not be opened. Each code has a heading in `docs/errors.md`. */
export type ConversationFrameErrorCode = EndpointErrorCode | ClientErrorCode

export interface ConversationFrameErrorOptions {
  /** What led to it. Never give an error that carries a login link. */
  cause?: unknown
  /** Seconds after which asking again makes sense, e.g. from `Retry-After`. */
  retryAfterSeconds?: number | undefined
}

/**
 * The only error that this package throws or reports. Decide by `code`; `message` is for developers and says how to mend
 * it. Neither ever carries a login link.
 */
export class ConversationFrameError extends Error {
  override readonly name = 'ConversationFrameError'
  readonly code: ConversationFrameErrorCode
  /** Seconds after which asking again makes sense, when the endpoint said so. */
  readonly retryAfterSeconds: number | undefined

  constructor(code: ConversationFrameErrorCode, message: string, options: ConversationFrameErrorOptions = {}) {
    super(`${message} (${code}, see ${errorPage(code)})`, 'cause' in options ? { cause: options.cause } : undefined)
    this.code = code
    this.retryAfterSeconds = options.retryAfterSeconds
  }
}

/** For what is caught: whatever it is not, it is unexpected. */
export function asFrameError(error: unknown): ConversationFrameError {
  return error instanceof ConversationFrameError
    ? error
    : new ConversationFrameError('internal_error', 'Opening the conversation failed unexpectedly.', { cause: error })
}
