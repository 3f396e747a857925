import type { Vendor } from '../createVendor.js'
import type { Fault } from '../faults/Fault.js'
import type { PartnerBody } from './partnerResponse.js'

/** `POST /api/settings/accessToken`. Malformed JSON counts as wrong credentials, as the vendor documents. */
export function answerAccessToken(
  vendor: Vendor,
  body: Record<string, unknown>,
  ip: string,
  fault: Fault | undefined,
): PartnerBody {
  const issued = vendor.accessTokens.issue(body.client_id, body.client_secret, ip)
  if ('reason' in issued) return { status: 'FAIL', reason: issued.reason }
  const expiration = expirationTimes[fault?.expirationTime ?? 'documented'](issued.expiresAt, vendor.clock.now())
  return { access_token: issued.token, expiration_time: expiration, token_type: 'Bearer', reason: 1 }
}

const seconds = (ms: number) => Math.floor(ms / 1000)

const expirationTimes: Record<
  NonNullable<Fault['expirationTime']> | 'documented',
  (expiresAt: number, now: number) => string | number | undefined
> = {
  documented: (expiresAt) => String(seconds(expiresAt)),
  number: seconds,
  milliseconds: String,
  iso: (expiresAt) => new Date(expiresAt).toISOString(),
  past: (_, now) => String(seconds(now) - 7_200),
  words: () => 'in one hour',
  missing: () => undefined,
}
