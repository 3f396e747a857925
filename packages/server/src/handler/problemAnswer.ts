import { endpointErrors, errorPage, type ProblemBody } from '@conversation-frame/contract'
import type { LoginError } from '../LoginError.js'
import type { LoginAnswer } from './LoginAnswer.js'

/** On every answer. An answer is for one browser, once, and must be read only as its content type says. */
export const secureHeaders = {
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
} as const

/** The problem body of RFC 9457 for an error. Only the code, its title and `detail` leave the server. */
export function problemAnswer(error: LoginError, headers: Record<string, string> = {}): LoginAnswer {
  const { code, status, detail, retryAfterSeconds } = error
  const { title } = endpointErrors[code]
  const problem: ProblemBody = { type: errorPage(code), title, status, code }
  if (detail !== undefined) problem.detail = detail
  const all: Record<string, string> = { ...secureHeaders, 'content-type': 'application/problem+json', ...headers }
  if (retryAfterSeconds !== undefined) {
    problem.retryAfterSeconds = retryAfterSeconds
    all['retry-after'] = String(Math.ceil(retryAfterSeconds))
  }
  return { status, headers: all, body: JSON.stringify(problem) }
}
