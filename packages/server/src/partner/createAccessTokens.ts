import { LoginError } from '../LoginError.js'
import type { Observe, ShelfVisit, TokenEntry, TokenShelf } from '../tokenStore/createTokenShelf.js'
import { type CancelSignal, untilAborted } from '../untilAborted.js'
import type { VendorAnswer, VendorCall } from './createVendorCall.js'
import { reasonOf, vendorFailure } from './vendorFailure.js'

export interface AccessTokensOptions {
  call: VendorCall
  clientId: string
  clientSecret: string
  shelf: TokenShelf
  now: () => number
  /** How long a turn at renewing may take, in milliseconds. */
  timeout: number
}

export interface TokenRequest {
  signal?: CancelSignal | undefined
  observe: Observe
  /** A token that the vendor has just refused: it is not given out again. */
  rejected?: string
}

/** The partner API's access token: asked for once, kept until shortly before it expires, renewed by one at a time. */
export type AccessTokens = (request: TokenRequest) => Promise<string>

const hour = 3_600_000
/** A token is renewed this long before its end, so that it does not expire on the way to the vendor. */
const margin = 60_000
/** After refused credentials nobody asks for a while: the vendor blocks the address of who tries too often. */
const firstHold = 60_000
const longestHold = 15 * 60_000
/** How often an instance that waits for another's renewal looks for it. */
const lookEvery = 100

export function createAccessTokens(options: AccessTokensOptions): AccessTokens {
  const { call, clientId, clientSecret, shelf, now, timeout } = options
  let entry: TokenEntry | undefined
  let refusals = 0
  let inFlight: { token: Promise<string>; since: number } | undefined

  /** The token that can be used now, if there is one. Throws while a refusal is in force. */
  function usable(rejected: string | undefined): string | undefined {
    if (!entry) return undefined
    if ('token' in entry) return entry.token !== rejected && now() < entry.renewAt ? entry.token : undefined
    if (now() < entry.heldUntil) throw refusalError(entry, now())
    return undefined
  }

  async function renew(rejected: string | undefined, observe: Observe): Promise<string> {
    const turnEnds = now() + timeout * 2
    const visit = shelf.visit(observe)
    for (;;) {
      const stored = await visit.read()
      if (stored) entry = stored
      const token = usable(rejected)
      if (token) return token
      const turn = await visit.takeTurn(timeout * 2)
      if (turn) {
        try {
          // The former holder may have finished between the look and the turn.
          entry = (await visit.read()) ?? entry
          return usable(rejected) ?? (await ask(visit, observe))
        } finally {
          turn.end()
        }
      }
      // Without a shared turn, or when its holder seems dead, each instance helps itself.
      if (turn === undefined || now() >= turnEnds) return ask(visit, observe)
      await new Promise((resolve) => setTimeout(resolve, lookEvery))
    }
  }

  async function ask(visit: ShelfVisit, observe: Observe): Promise<string> {
    const start = now()
    try {
      const answer = await call('/api/settings/accessToken', { client_id: clientId, client_secret: clientSecret })
      const renewed = entryOf(answer, now(), refusals)
      entry = renewed
      refusals = 'refused' in renewed ? refusals + 1 : 0
      visit.write(renewed, ('token' in renewed ? renewed.renewAt : renewed.heldUntil) - now())
      if ('refused' in renewed) throw refusalError(renewed, now(), reasonOf(answer.body))
      observe?.({ type: 'token_refreshed', durationMs: now() - start })
      return renewed.token
    } catch (error) {
      if (error instanceof LoginError) observe?.(refusedEvent(error, now() - start))
      throw error
    }
  }

  return async function accessToken({ signal, observe, rejected }) {
    const token = usable(rejected)
    if (token) return token
    // Shared by all who wait, so no single caller's abort ends it. Workers drop what a request began when it ends early,
    // without a word: a renewal that takes too long is not waited for by those who come later.
    if (!inFlight || now() - inFlight.since > timeout * 2) {
      const started = { token: renew(rejected, observe), since: now() }
      const end = () => {
        if (inFlight === started) inFlight = undefined
      }
      started.token.then(end, end)
      inFlight = started
    }
    return untilAborted(inFlight.token, signal)
  }
}

function entryOf(answer: VendorAnswer, now: number, refusals: number): TokenEntry {
  const { access_token: token, expiration_time: expirationTime } = answer.body ?? {}
  const reason = reasonOf(answer.body)
  const accepted = reason === undefined || reason === 1
  // Printable ASCII without spaces: anything else could not be sent in a header.
  if (accepted && typeof token === 'string' && /^[\x21-\x7e]{1,8192}$/.test(token)) {
    const life = lifeOf(expirationTime, now)
    return { token, renewAt: now + life - Math.min(margin, life / 10) }
  }
  const heldUntil = now + Math.min(firstHold * 2 ** refusals, longestHold)
  // On this call, reason 3 is a block of this server's address.
  if (reason === 3) return { refused: 'address', heldUntil }
  if (reason === 2 || (answer.status === 401 && reason === undefined)) return { refused: 'credentials', heldUntil }
  throw vendorFailure(answer)
}

/** The stated life, at most an hour. A time in the past is a wrong clock, the vendor's or ours, and not believed. */
function lifeOf(expirationTime: unknown, now: number): number {
  const stated = Number(expirationTime) * 1_000 - now
  return stated > 0 ? Math.min(stated, hour) : hour
}

function refusalError(entry: Extract<TokenEntry, { refused: string }>, now: number, reason?: number): LoginError {
  const seconds = Math.max(1, Math.ceil((entry.heldUntil - now) / 1_000))
  if (entry.refused === 'address') return blocked(seconds)
  const message =
    'The vendor refuses clientId and clientSecret. Correct them and start again: ' +
    `for the next ${seconds} s nobody asks, because too many tries get this server's address blocked`
  return new LoginError('misconfigured', message, reason === undefined ? {} : { reason })
}

function blocked(retryAfterSeconds: number): LoginError {
  const message =
    "The vendor has blocked this server's address, after too many tries with wrong credentials. " +
    `Check clientId and clientSecret here and wherever else they are used: for the next ${retryAfterSeconds} s nobody asks`
  return new LoginError('vendor_unavailable', message, { status: 503, retryAfterSeconds, reason: 3 })
}

function refusedEvent({ code, message: why, reason }: LoginError, durationMs: number) {
  return { type: 'token_refused', code, why, durationMs, ...(reason === undefined ? {} : { reason }) } as const
}
