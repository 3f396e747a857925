import type { EndpointErrorCode } from './endpointErrorCodes.js'

/**
 * The HTTP status and the title of the problem body for each error code.
 *
 * In a separate file from the codes, so that browsers do not load it. `invalid_request` is also sent with 405, 408, 413 and
 * 415, `vendor_unavailable` with 503 and 504. The titles are for developers: users read the frame's own, translated labels.
 */
export const endpointErrors = {
  invalid_request: { status: 400, title: 'The request does not match the contract' },
  unauthenticated: { status: 401, title: 'The user is not signed in' },
  forbidden: { status: 403, title: 'This user or origin is not allowed to open this conversation' },
  account_suspended: { status: 403, title: 'The vendor has suspended the account' },
  conversation_not_found: { status: 404, title: 'The vendor has no such conversation or inbox' },
  contact_invalid: { status: 422, title: 'The phone number or e-mail address cannot be used' },
  rate_limited: { status: 429, title: 'Too many login links were requested' },
  misconfigured: { status: 502, title: 'The login endpoint is not set up correctly' },
  vendor_unavailable: { status: 502, title: 'The vendor did not send a usable answer' },
  unavailable: { status: 503, title: 'The login endpoint is temporarily unavailable' },
  internal_error: { status: 500, title: 'The login endpoint failed' },
} as const satisfies Record<EndpointErrorCode, { status: number; title: string }>
