import { LoginError } from '../LoginError.js'
import type { SharedRefresh, SharedTokenCache, TokenEntry } from '../tokenStore/createSharedTokenCache.js'
import type { VendorCall } from './createVendorCall.js'
import type { OnPartnerEvent } from './PartnerEvent.js'
import { credentialsError, tokenEntryOf } from './tokenEntryOf.js'
import { reasonOf } from './vendorFailure.js'

export interface TokenRefreshOptions {
  call: VendorCall
  clientId: string
  clientSecret: string
  cache: SharedTokenCache
  now: () => number
  /** Time limit for one call of the vendor. */
  timeoutMs: number
}

/** The access token of this instance, and how it gets a new one. */
export interface TokenRefresh {
  /** The token, unless it is `rejected` or due for a refresh. @throws LoginError after refused credentials, for a while */
  current(rejected: string | undefined): string | undefined
  /** Gets a token from another instance, or from the vendor. */
  run(rejected: string | undefined, onEvent: OnPartnerEvent): Promise<string>
}

/** How often an instance looks for the token that another instance requests. */
const pollMs = 100

/**
 * Refreshes the token so that all instances together request one:
 *
 * 1. Read the shared cache. Use a token that another instance left there.
 * 2. Acquire the lock, read again (the last holder may have finished in between), request a token and write it.
 * 3. If another instance holds the lock, wait and start again.
 * 4. Without a lock (no store, a dead one, one without `add`), or if its holder seems dead, request one without it.
 */
export function createTokenRefresh(options: TokenRefreshOptions): TokenRefresh {
  const { call, clientId, clientSecret, cache, now, timeoutMs } = options
  let entry: TokenEntry | undefined
  let refusals = 0

  function current(rejected: string | undefined): string | undefined {
    if (!entry) return undefined
    if ('token' in entry) return entry.token !== rejected && now() < entry.refreshAt ? entry.token : undefined
    if (now() < entry.retryAt) throw credentialsError(entry, now())
    return undefined
  }

  async function run(rejected: string | undefined, onEvent: OnPartnerEvent): Promise<string> {
    const lockMs = timeoutMs * 2
    const givesUpAt = now() + lockMs
    const shared = cache.startRefresh(onEvent)
    for (;;) {
      entry = (await shared.read()) ?? entry
      const token = current(rejected)
      if (token) return token
      const lock = await shared.acquireLock(lockMs)
      if (lock) {
        try {
          entry = (await shared.read()) ?? entry
          return current(rejected) ?? (await request(shared, onEvent))
        } finally {
          lock.release()
        }
      }
      if (lock === undefined || now() >= givesUpAt) return request(shared, onEvent)
      await new Promise((resolve) => setTimeout(resolve, pollMs))
    }
  }

  async function request(shared: SharedRefresh, onEvent: OnPartnerEvent): Promise<string> {
    const start = now()
    try {
      const answer = await call('/api/settings/accessToken', { client_id: clientId, client_secret: clientSecret })
      const received = tokenEntryOf(answer, now(), refusals)
      entry = received
      refusals = 'refused' in received ? refusals + 1 : 0
      shared.write(received, ('token' in received ? received.refreshAt : received.retryAt) - now())
      if ('refused' in received) throw credentialsError(received, now(), reasonOf(answer.body))
      onEvent?.({ type: 'token_refreshed', durationMs: now() - start })
      return received.token
    } catch (error) {
      if (error instanceof LoginError) onEvent?.(refusedEvent(error, now() - start))
      throw error
    }
  }

  return { current, run }
}

function refusedEvent({ code, message: why, reason }: LoginError, durationMs: number) {
  return { type: 'token_refused', code, why, durationMs, ...(reason === undefined ? {} : { reason }) } as const
}
