import { withTimeLimit } from '../withTimeLimit.js'
import { createTokenRefresh, type TokenRefreshOptions } from './createTokenRefresh.js'
import type { OnPartnerEvent } from './PartnerEvent.js'

export interface AccessTokenRequest {
  signal?: AbortSignal | undefined
  onEvent: OnPartnerEvent
  /** A token that the vendor has just refused: it is not returned again. */
  rejected?: string
}

/** Returns the partner API's access token: the one that is kept, or a new one. */
export type AccessTokens = (request: AccessTokenRequest) => Promise<string>

/** Keeps the access token until shortly before it expires. One refresh at a time serves all callers. */
export function createAccessTokens(options: TokenRefreshOptions): AccessTokens {
  const { now, timeoutMs } = options
  const refresh = createTokenRefresh(options)
  let inFlight: { token: Promise<string>; since: number } | undefined

  function start(rejected: string | undefined, onEvent: OnPartnerEvent): Promise<string> {
    const started = { token: refresh.run(rejected, onEvent), since: now() }
    const end = () => {
      if (inFlight === started) inFlight = undefined
    }
    started.token.then(end, end)
    inFlight = started
    return started.token
  }

  return async function accessToken({ signal, onEvent, rejected }) {
    const current = refresh.current(rejected)
    if (current) return current
    // Workers silently drop the work of a request that ends early, so a refresh may never end: later callers start another.
    const shared = inFlight && now() - inFlight.since <= timeoutMs * 2 ? inFlight.token : start(rejected, onEvent)
    // The refresh is shared, so the abort of one caller does not end it.
    return withTimeLimit(() => shared, { signal })
  }
}
