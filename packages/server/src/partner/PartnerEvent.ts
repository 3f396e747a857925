import type { EndpointErrorCode } from '@conversation-frame/contract'

/** An event of the partner client. */
export type PartnerEvent =
  /** The vendor issued a new access token. */
  | { type: 'token_refreshed'; durationMs: number }
  /** The vendor did not issue an access token. */
  | { type: 'token_refused'; code: EndpointErrorCode; why: string; reason?: number; durationMs: number }
  /** The token store failed or was too slow; the client continued without it. */
  | { type: 'store_failed'; operation: 'get' | 'set' | 'delete' | 'add' }

/** Receives the events of one call. */
export type OnPartnerEvent = ((event: PartnerEvent) => void) | undefined
