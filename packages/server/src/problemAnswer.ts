import { endpointErrors, errorPage, type ProblemBody } from '@conversation-frame/contract'
import type { LoginError } from './LoginError.js'
import { textResponse } from './textResponse.js'

/** On every answer: it is for this browser, now, and must be taken for what it says it is. */
export const secureHeaders = {
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
} as const

/** Turns an error into the problem body of RFC 9457. Only the code, its title and `detail` leave the server. */
export function problemResponse(error: LoginError, headers: Record<string, string> = {}): Response {
  const { code, status, detail, retryAfterSeconds } = error
  const { title } = endpointErrors[code]
  const body: ProblemBody & { detail?: string } = { type: errorPage(code), title, status, code }
  if (detail !== undefined) body.detail = detail
  const all: Record<string, string> = { ...secureHeaders, 'content-type': 'application/problem+json', ...headers }
  if (retryAfterSeconds !== undefined) {
    body.retryAfterSeconds = retryAfterSeconds
    all['retry-after'] = String(Math.ceil(retryAfterSeconds))
  }
  return textResponse(JSON.stringify(body), { status, headers: all })
}
