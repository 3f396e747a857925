import { QueryClient } from '@tanstack/react-query'
import type { LoginLink } from './LoginLink.js'
import { now } from './now.js'

/** Asks the login endpoint once. */
export type Mint = (signal: AbortSignal) => Promise<LoginLink>

let client: QueryClient | undefined

/**
 * A client of our own: the host's has defaults, devtools and persisters that must not meet a login link. Ours never
 * refetches or retries by itself; `nextState` decides that.
 */
function queries(): QueryClient {
  client ??= new QueryClient({
    defaultOptions: {
      queries: {
        networkMode: 'always',
        retry: false,
        structuralSharing: false,
        staleTime: ({ state }) => (usable(state.data as LoginLink | undefined) ? Number.POSITIVE_INFINITY : 0),
      },
    },
  })
  return client
}

function usable(link: LoginLink | undefined): link is LoginLink {
  return link !== undefined && now() < link.opensUntil
}

/** Key of the links that are minted ahead: by user, endpoint and target. */
export type PoolKey = readonly [sessionKey: string, endpoint: string, target: string]

/** Mints a link ahead for whichever frame asks first; one that still waits is enough. An unused link expires unseen. */
export async function prefetchLink(key: PoolKey, mint: Mint): Promise<void> {
  await queries().prefetchQuery({ queryKey: ['prefetched', ...key], queryFn: ({ signal }) => mint(signal) })
}

/** Forgets the links that were minted ahead for a user. */
export function dropPrefetched(sessionKey: string): void {
  const filter = { queryKey: ['prefetched', sessionKey] }
  void queries().cancelQueries(filter)
  queries().removeQueries(filter)
}

/**
 * A link for one frame: the prefetched one, or one of its own. No two callers get the same link.
 *
 * Once `signal` is aborted the result is of no use, and the request is taken back.
 */
export async function linkForFrame(key: PoolKey, frame: string, mint: Mint, signal: AbortSignal): Promise<LoginLink> {
  const prefetched = await takePrefetched(key)
  if (prefetched || signal.aborted) return prefetched ?? Promise.reject(signal.reason)
  const queryKey = ['frame', frame, ...key]
  const cancel = () => void queries().cancelQueries({ queryKey })
  signal.addEventListener('abort', cancel)
  try {
    return await queries().fetchQuery({ queryKey, queryFn: (context) => mint(context.signal), gcTime: 0 })
  } finally {
    signal.removeEventListener('abort', cancel)
    queries().removeQueries({ queryKey })
  }
}

/** Waits for a prefetch that is under way, and shares its failure. */
async function takePrefetched(key: PoolKey): Promise<LoginLink | undefined> {
  const queryKey = ['prefetched', ...key]
  const query = queries().getQueryCache().find<LoginLink, Error>({ queryKey, exact: true })
  if (query?.state.fetchStatus === 'fetching') await query.promise
  const link = queries().getQueryData<LoginLink>(queryKey)
  queries().removeQueries({ queryKey, exact: true })
  return usable(link) ? link : undefined
}
