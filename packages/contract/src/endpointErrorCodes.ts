/** All reasons for which a login endpoint may refuse. Each code has a heading in `docs/errors.md`. */
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

/** The reason why a login endpoint refused to send a link. */
export type EndpointErrorCode = (typeof endpointErrorCodes)[number]

/** The URL of the page that explains a code and how to fix the problem. Also the `type` of a problem body. */
export function errorPage(code: string): string {
  return `https://github.com/conversation-frame/conversation-frame/blob/main/docs/errors.md#${code}`
}
