import { LoginError } from '../LoginError.js'
import type { TokenEntry } from '../tokenStore/createSharedTokenCache.js'
import type { VendorAnswer } from './createVendorCall.js'
import { reasonOf, vendorFailure } from './vendorFailure.js'

const hourMs = 3_600_000
/** A token is refreshed this long before it expires, so that it does not expire on the way to the vendor. */
const marginMs = 60_000
/** No requests for a while after refused credentials: the vendor blocks an address that tries too often. */
const firstPauseMs = 60_000
const longestPauseMs = 15 * 60_000

/**
 * What to keep of the vendor's answer: a token, or the refusal of the credentials.
 *
 * @param refusals how many refusals came before it: each doubles the pause
 * @throws LoginError for every other failure
 */
export function tokenEntryOf(answer: VendorAnswer, now: number, refusals: number): TokenEntry {
  const { access_token: token, expiration_time: expirationTime } = answer.body ?? {}
  const reason = reasonOf(answer.body)
  const isAccepted = reason === undefined || reason === 1
  // Printable ASCII without spaces: anything else could not be sent in a header.
  if (isAccepted && typeof token === 'string' && /^[\x21-\x7e]{1,8192}$/.test(token)) {
    const lifetimeMs = lifetimeOf(expirationTime, now)
    return { token, refreshAt: now + lifetimeMs - Math.min(marginMs, lifetimeMs / 10) }
  }
  const retryAt = now + Math.min(firstPauseMs * 2 ** refusals, longestPauseMs)
  // In this call, reason 3 means that the vendor has blocked this server's address.
  if (reason === 3) return { refused: 'address', retryAt }
  if (reason === 2 || (answer.status === 401 && reason === undefined)) return { refused: 'credentials', retryAt }
  throw vendorFailure(answer)
}

/** The stated lifetime, at most an hour. A time in the past comes from a wrong clock, the vendor's or ours, and is ignored. */
function lifetimeOf(expirationTime: unknown, now: number): number {
  const statedMs = Number(expirationTime) * 1_000 - now
  return statedMs > 0 ? Math.min(statedMs, hourMs) : hourMs
}

/** The error for refused credentials, or for an address that the vendor has blocked because of them. */
export function credentialsError(
  { refused, retryAt }: Extract<TokenEntry, { refused: string }>,
  now: number,
  reason?: number,
): LoginError {
  const seconds = Math.max(1, Math.ceil((retryAt - now) / 1_000))
  if (refused === 'address') {
    const message =
      "The vendor has blocked this server's address after too many attempts with wrong credentials. " +
      `Check clientId and clientSecret here and wherever else they are used. No requests for the next ${seconds} s`
    return new LoginError('vendor_unavailable', message, { status: 503, retryAfterSeconds: seconds, reason: 3 })
  }
  const message =
    'The vendor refuses clientId and clientSecret. Correct them and restart the process. ' +
    `No requests for the next ${seconds} s: after too many attempts the vendor blocks this server's address`
  return new LoginError('misconfigured', message, reason === undefined ? {} : { reason })
}
