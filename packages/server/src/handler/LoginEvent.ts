import type { EndpointErrorCode } from '@conversation-frame/contract'
import type { PartnerEvent } from '../partner/PartnerEvent.js'

/** The request as far as it was known: enough for an audit, without names, numbers or addresses of contacts. */
export interface LoginSubject {
  /** The `userId` that `authorize` returned. A control character in it is escaped, as `\u000a`. */
  userId?: string
  /** The vendor's account. */
  accountId?: number
  /** The vendor's agent. */
  agentId?: number
  /** The vendor's server. */
  server?: string
  /** The requested conversation. */
  conversationId?: number
  /** The requested inbox. */
  inboxId?: number
}

/**
 * An event of a login endpoint. It contains no link, token, secret, or words of the vendor. Apart from `error`, which is the
 * host's own, it contains no control characters either: each string fits on one line of a log.
 *
 * `why` is for people; it may quote the origin that a browser sent.
 */
export type LoginEvent =
  | PartnerEvent
  /** A link was sent. */
  | ({ type: 'minted'; expiresInSeconds: number; durationMs: number } & LoginSubject)
  /** No link, for a reason that does not involve the vendor. `error` is what the host's own code threw, if it did. */
  | ({
      type: 'refused'
      code: EndpointErrorCode
      status: number
      why: string
      durationMs: number
      error?: unknown
    } & LoginSubject)
  /** No link because of the vendor's answer, or because it sent none. */
  | ({
      type: 'vendor_failed'
      code: EndpointErrorCode
      status: number
      why: string
      reason?: number
      durationMs: number
    } & LoginSubject)
  /** The browser disconnected before the answer. A link that was minted for it expires unopened. */
  | ({ type: 'aborted'; durationMs: number } & LoginSubject)
  /** The limiter failed or was too slow; `limiterFallback` decided how the request continued. */
  | ({ type: 'limiter_failed'; error: unknown } & LoginSubject)
