import { QueryClient } from '@tanstack/react-query'
import { isUsable, type LoginLink } from './LoginLink.js'

/** Asks the login endpoint once. */
export type Mint = (signal: AbortSignal) => Promise<LoginLink>

/** Key of the links that are minted ahead: by user, endpoint and target. */
export type PoolKey = readonly [sessionKey: string, endpoint: string, target: string]

let client: QueryClient | undefined
/** Numbers are keys of frames' own requests: no user, and so no {@link PoolKey}, is one. */
let requests = 0

/**
 * A client of our own: the host's has defaults, devtools and persisters that must not meet a login link. Ours never
 * refetches or retries by itself; `nextState` decides that.
 */
function queries(): QueryClient {
  client ??= new QueryClient({
    defaultOptions: { queries: { networkMode: 'always', retry: false, structuralSharing: false } },
  })
  return client
}

/** Prefetching is tried again this long after it failed, and not at each hover. */
const pause = 30_000

/** Mints a link ahead for whichever frame asks first; one that still waits is enough. An unused link expires unseen. */
export async function prefetchLink(key: PoolKey, mint: Mint): Promise<void> {
  if (Date.now() - (queries().getQueryState(key)?.errorUpdatedAt ?? 0) < pause) return
  await queries().prefetchQuery({
    queryKey: key,
    queryFn: ({ signal }) => mint(signal),
    staleTime: ({ state }) => (isUsable(state.data) ? Number.POSITIVE_INFINITY : 0),
  })
}

/** Forgets the links that were minted ahead for a user. */
export function dropPrefetched(sessionKey: string): void {
  queries().removeQueries({ queryKey: [sessionKey] })
}

/** A link for one caller: the prefetched one, or one of its own. No two callers get the same link. */
export async function linkForOne(key: PoolKey, mint: Mint, signal: AbortSignal): Promise<LoginLink> {
  const cache = queries().getQueryCache()
  const prefetch = cache.find<LoginLink>({ queryKey: key })
  if (prefetch) {
    // One that is under way is waited for, and its failure shared. One that was dropped meanwhile is none.
    if (prefetch.state.fetchStatus === 'fetching')
      await prefetch.promise?.catch((error) => {
        if (cache.get(prefetch.queryHash) === prefetch) throw error
      })
    // Who gave up meanwhile leaves it to others, and asks for nothing.
    signal.throwIfAborted()
    const { data } = prefetch.state
    // Another caller may have taken it meanwhile.
    const isOurs = cache.get(prefetch.queryHash) === prefetch
    cache.remove(prefetch)
    if (isOurs && isUsable(data)) return data
  }
  return queries().fetchQuery({ queryKey: [++requests], queryFn: () => mint(signal), gcTime: 0 })
}
