import { QueryClient } from '@tanstack/react-query'
import type { PoolKey } from '../frame/frameSettings.js'
import { prefetchPool } from './prefetchPool.js'
import { isUsable, type SingleUseLink } from './SingleUseLink.js'

/** How long to wait after a failed prefetch: not every hover should ask again. */
const pauseMs = 30_000

let client: QueryClient | undefined

/**
 * A client of our own: the host's has defaults, devtools and persisters that must not meet a login link. Ours never
 * refetches or retries.
 */
function queries(): QueryClient {
  client ??= new QueryClient({
    defaultOptions: { queries: { networkMode: 'always', retry: false, structuralSharing: false } },
  })
  return client
}

/** Requests a link for the frame that asks first, unless one is waiting already. An unused link expires. */
export async function prefetchLink(
  key: PoolKey,
  request: (signal: AbortSignal) => Promise<SingleUseLink>,
): Promise<void> {
  prefetchPool.take = takePrefetchedLink
  if (Date.now() - (queries().getQueryState(key)?.errorUpdatedAt ?? 0) < pauseMs) return
  await queries().prefetchQuery({
    queryKey: key,
    queryFn: ({ signal }) => request(signal),
    staleTime: ({ state }) => (isUsable(state.data) ? Number.POSITIVE_INFINITY : 0),
  })
}

/** Takes the link out of the pool, so that no two callers get the same. Waits for a prefetch in flight, and fails as it does. */
async function takePrefetchedLink(key: PoolKey, signal: AbortSignal): Promise<SingleUseLink | undefined> {
  const cache = client?.getQueryCache()
  const prefetch = cache?.find<SingleUseLink>({ queryKey: key })
  if (!cache || !prefetch) return undefined
  const isPooled = () => cache.get(prefetch.queryHash) === prefetch
  if (prefetch.state.fetchStatus === 'fetching')
    await prefetch.promise?.catch((error) => {
      // A prefetch that was dropped has not failed.
      if (isPooled()) throw error
    })
  // A caller that has given up leaves the link to others.
  signal.throwIfAborted()
  const { data } = prefetch.state
  const isOurs = isPooled()
  cache.remove(prefetch)
  return isOurs && isUsable(data) ? data : undefined
}

/** Drops the prefetched links of a user. */
export function dropPrefetchedLinks(sessionKey: string): void {
  client?.removeQueries({ queryKey: [sessionKey] })
}
