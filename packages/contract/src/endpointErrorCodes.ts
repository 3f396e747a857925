/** Why a login endpoint may refuse: all codes, to iterate over. Each has a heading in `docs/errors.md`. */
export const endpointErrorCodes = [
  'invalid_request',
  'unauthenticated',
  'forbidden',
  'account_suspended',
  'conversation_not_found',
  'contact_invalid',
  'rate_limited',
  'misconfigured',
  'vendor_unavailable',
  'unavailable',
  'internal_error',
] as const

/** Why a login endpoint gave no link. */
export type EndpointErrorCode = (typeof endpointErrorCodes)[number]

/** The page that says what a code means and who can mend it; also the `type` of a problem body. */
export function errorPage(code: string): string {
  return `https://github.com/conversation-frame/conversation-frame/blob/main/docs/errors.md#${code}`
}
