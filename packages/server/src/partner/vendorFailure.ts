import type { EndpointErrorCode } from '@conversation-frame/contract'
import { LoginError } from '../LoginError.js'
import type { VendorAnswer } from './createVendorCall.js'

/** The reasons of the two login calls. `3` also ends here, but only when a new token was refused like the old one. */
const reasons: Record<number, readonly [EndpointErrorCode, string]> = {
  2: ['misconfigured', 'The vendor refuses the credentials. Check clientId and clientSecret'],
  3: [
    'misconfigured',
    'The vendor refuses an access token that it has just given out. Check baseUrl, then ask the vendor',
  ],
  13: ['misconfigured', 'The vendor did not see a POST. Something between here and baseUrl rewrites requests'],
  29: ['misconfigured', 'The vendor does not know the account. Check the accountId that authorize returns'],
  32: ['account_suspended', 'The account is suspended at the vendor. The account owner must talk to the vendor'],
  34: ['misconfigured', 'The vendor does not know the server. Check the server that authorize returns'],
  35: ['misconfigured', 'The vendor does not know the agent in this account. Check the agentId that authorize returns'],
  36: ['conversation_not_found', 'The vendor has no such conversation or inbox in this account'],
  37: ['contact_invalid', 'The vendor has no use for this phone number or e-mail address'],
}

/** Seconds to wait when the vendor throttles without saying for how long. */
const throttledFor = 60

/** The `reason` of a body: a number, in the vendor's samples sometimes as text. */
export function reasonOf(body: Record<string, unknown> | undefined): number | undefined {
  const reason = body?.reason
  const number = typeof reason === 'string' && /^\d{1,6}$/.test(reason.trim()) ? Number(reason) : reason
  return typeof number === 'number' && Number.isInteger(number) ? number : undefined
}

/** Whether the body states success: `OK` in whatever case, and no reason against it. */
export function isOk(body: Record<string, unknown>): boolean {
  const reason = reasonOf(body)
  return typeof body.status === 'string' && body.status.toLowerCase() === 'ok' && (reason === undefined || reason === 1)
}

/**
 * What a failed answer to a login call means for the browser. The vendor's own words are left out: they may quote
 * what was sent.
 */
export function vendorFailure(answer: VendorAnswer): LoginError {
  const reason = reasonOf(answer.body)
  const known = reason === undefined ? undefined : reasons[reason]
  if (known && reason !== undefined) {
    return new LoginError(known[0], `${known[1]} (the vendor's reason ${reason})`, { reason })
  }
  if (answer.status === 429) return throttled(answer.retryAfterSeconds)
  const what = answer.body ? 'an answer of an unknown kind' : 'no JSON'
  return new LoginError(
    'vendor_unavailable',
    `The vendor answered with HTTP ${answer.status} and ${what}${reason === undefined ? '' : ` (reason ${reason})`}`,
    reason === undefined ? {} : { reason },
  )
}

/** The vendor wants fewer requests. */
export function throttled(retryAfterSeconds = throttledFor): LoginError {
  const message = `The vendor throttles this server for ${retryAfterSeconds} s. Nothing to do but wait`
  return new LoginError('vendor_unavailable', message, { status: 503, retryAfterSeconds })
}
