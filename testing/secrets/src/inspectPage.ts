import { QueryCache } from '@tanstack/react-query'
import { record } from 'rrweb'
import { devtoolsHook } from './devtoolsHook.js'
import { written } from './written.js'

const isWebKit = navigator.vendor.startsWith('Apple')

/**
 * From now on, keeps what extensions and session recorders can read: React's trees behind its devtools hook, every cache of
 * TanStack Query, and a recording made by rrweb.
 */
export function inspectPage() {
  const recording: unknown[] = []
  // In WebKit, rrweb leaves its own frames in the page and delays the release of Web Locks by seconds.
  const stopRecording = isWebKit ? undefined : record({ emit: (event) => void recording.push(event) })
  const caches = new Set<QueryCache>()
  const build = QueryCache.prototype.build
  QueryCache.prototype.build = function (this: QueryCache, ...args: unknown[]) {
    caches.add(this)
    return Reflect.apply(build, this, args)
  } as typeof build

  return {
    /** Everything that can be read there now. */
    texts() {
      const queries = [...caches].flatMap((cache) => cache.getAll())
      return {
        recording: written(recording),
        React: written([...devtoolsHook.roots]),
        Query: written(queries.map(({ queryKey, state, options }) => ({ queryKey, state, options }))),
        // The form in which a persister writes them.
        dehydrated: JSON.stringify(queries.map(({ queryKey, state }) => ({ queryKey, state }))),
      }
    },

    stop(): void {
      stopRecording?.()
      QueryCache.prototype.build = build
    },
  }
}
