import type { EndpointErrorCode } from '@conversation-frame/contract'
import { LoginError } from '../LoginError.js'
import type { VendorAnswer } from './createVendorCall.js'

/** The reasons of the two login calls. `3` gets here only if a new token was refused like the old one. */
const reasons: Record<number, readonly [EndpointErrorCode, string]> = {
  2: ['misconfigured', 'The vendor refuses the credentials. Check clientId and clientSecret'],
  3: [
    'misconfigured',
    'The vendor refuses an access token that it has just issued. Check baseUrl, then ask the vendor',
  ],
  13: [
    'misconfigured',
    'The vendor did not receive a POST. Something between this server and baseUrl rewrites requests',
  ],
  29: ['misconfigured', 'The vendor does not know the account. Check the accountId that authorize returns'],
  32: ['account_suspended', 'The vendor has suspended the account. Its owner must contact the vendor'],
  34: ['misconfigured', 'The vendor does not know the server. Check the server that authorize returns'],
  35: ['misconfigured', 'The vendor does not know the agent in this account. Check the agentId that authorize returns'],
  36: ['conversation_not_found', 'The vendor has no such conversation or inbox in this account'],
  37: ['contact_invalid', 'The vendor does not accept this phone number or e-mail address'],
}

/** How long to wait if the vendor throttles without a time. */
const throttledSeconds = 60

/** The `reason` of a body: a number, in some of the vendor's samples a string. */
export function reasonOf(body: Record<string, unknown> | undefined): number | undefined {
  const reason = body?.reason
  const number = typeof reason === 'string' && /^\d{1,6}$/.test(reason.trim()) ? Number(reason) : reason
  return typeof number === 'number' && Number.isInteger(number) ? number : undefined
}

/** Whether the body says success: `OK` in any case, and no reason that contradicts it. */
export function isOk(body: Record<string, unknown>): boolean {
  const reason = reasonOf(body)
  return typeof body.status === 'string' && body.status.toLowerCase() === 'ok' && (reason === undefined || reason === 1)
}

/**
 * The error for a failed answer to a login call. It does not contain the vendor's own words: they may quote what was sent.
 */
export function vendorFailure(answer: VendorAnswer): LoginError {
  const reason = reasonOf(answer.body)
  const known = reason === undefined ? undefined : reasons[reason]
  if (known && reason !== undefined) {
    return new LoginError(known[0], `${known[1]} (the vendor's reason ${reason})`, { reason })
  }
  if (answer.status === 429) return throttled(answer.retryAfterSeconds)
  const what = answer.body ? 'an undocumented answer' : 'a body that is not JSON'
  return new LoginError(
    'vendor_unavailable',
    `The vendor answered with HTTP ${answer.status} and ${what}${reason === undefined ? '' : ` (reason ${reason})`}`,
    reason === undefined ? {} : { reason },
  )
}

function throttled(retryAfterSeconds = throttledSeconds): LoginError {
  const message = `The vendor throttles this server for ${retryAfterSeconds} s. Wait, then try again`
  return new LoginError('vendor_unavailable', message, { status: 503, retryAfterSeconds })
}
