import type { EndpointErrorCode } from './endpointErrorCodes.js'

/**
 * Every way a login endpoint may refuse, with the HTTP status it answers with and the title of its problem body.
 *
 * Apart from the codes, so that no browser loads it. `invalid_request` is also sent with 405, 408, 413 and 415; `vendor_unavailable` with 503 and 504. The titles are for
 * developers: what a person reads is the frame's own, translated text.
 */
export const endpointErrors = {
  invalid_request: { status: 400, title: 'The request does not fit the contract' },
  unauthenticated: { status: 401, title: 'Nobody is signed in' },
  forbidden: { status: 403, title: 'This user or this origin may not open it' },
  account_suspended: { status: 403, title: 'The account is suspended at the vendor' },
  conversation_not_found: { status: 404, title: 'The vendor has no such conversation or inbox' },
  contact_invalid: { status: 422, title: 'The phone number or e-mail address cannot be used' },
  rate_limited: { status: 429, title: 'Too many links were asked for' },
  misconfigured: { status: 502, title: 'The login endpoint is not set up correctly' },
  vendor_unavailable: { status: 502, title: 'The vendor did not answer properly' },
  unavailable: { status: 503, title: 'The login endpoint cannot answer now' },
  internal_error: { status: 500, title: 'The login endpoint failed' },
} as const satisfies Record<EndpointErrorCode, { status: number; title: string }>
