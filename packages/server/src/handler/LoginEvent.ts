import type { EndpointErrorCode } from '@conversation-frame/contract'

/** Who asked for what, as far as it was known: enough for an audit, without names, numbers or addresses of contacts. */
export interface LoginSubject {
  /** The `userId` that `authorize` returned; a control character in it is written out, as `\u000a`. */
  userId?: string
  /** The vendor's account. */
  accountId?: number
  /** The vendor's agent. */
  agentId?: number
  /** The vendor's server. */
  server?: string
  /** The conversation that was asked for. */
  conversationId?: number
  /** The inbox that was asked for. */
  inboxId?: number
}

/** What the partner client reports by itself. */
export type PartnerEvent =
  /** The vendor gave out a new access token. */
  | { type: 'token_refreshed'; durationMs: number }
  /** The vendor gave out no access token. */
  | { type: 'token_refused'; code: EndpointErrorCode; why: string; reason?: number; durationMs: number }
  /** The token store failed or was too slow; the client went on without it. */
  | { type: 'store_failed'; operation: 'get' | 'set' | 'delete' | 'add' }

/**
 * What happened at a login endpoint. Holds no link, token, secret, or words of the vendor. Apart from `error`, which is the
 * host's own, it holds no control characters either: each text fits on one line of a log.
 *
 * `why` is for people; it may quote the origin that a browser sent.
 */
export type LoginEvent =
  | PartnerEvent
  /** A link was handed out. */
  | ({ type: 'minted'; expiresInSeconds: number; durationMs: number } & LoginSubject)
  /** No link, and the vendor has no part in it. `error` is what the host's own code threw, if it did. */
  | ({
      type: 'refused'
      code: EndpointErrorCode
      status: number
      why: string
      durationMs: number
      error?: unknown
    } & LoginSubject)
  /** No link because of the vendor's answer, or because there was none. */
  | ({
      type: 'vendor_failed'
      code: EndpointErrorCode
      status: number
      why: string
      reason?: number
      durationMs: number
    } & LoginSubject)
  /** The browser had gone before there was an answer. A link minted for it expires unopened. */
  | ({ type: 'aborted'; durationMs: number } & LoginSubject)
  /** The limiter failed or was too slow; `limiterFallback` decided what came of it. */
  | ({ type: 'limiter_failed'; error: unknown } & LoginSubject)
