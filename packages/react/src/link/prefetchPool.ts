import type { PoolKey } from '../frame/frameSettings.js'
import type { SingleUseLink } from './SingleUseLink.js'

/** How frames take a prefetched link. The first prefetch sets `take`: a host that never prefetches does not load the pool. */
export const prefetchPool: {
  take?: (key: PoolKey, signal: AbortSignal) => Promise<SingleUseLink | undefined>
} = {}
