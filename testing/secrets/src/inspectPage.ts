import { QueryCache } from '@tanstack/react-query'
import { record } from 'rrweb'
import { devtoolsHook } from './devtoolsHook.js'
import { written } from './written.js'

const isWebKit = navigator.vendor.startsWith('Apple')

/**
 * Holds from now on what extensions and recordings hold: React's trees behind its devtools hook, every cache of TanStack
 * Query, and a recording by rrweb.
 */
export function inspectPage() {
  const recording: unknown[] = []
  // In WebKit it keeps frames of its own in the page, and holds up the release of Web Locks for seconds.
  const stopRecording = isWebKit ? undefined : record({ emit: (event) => void recording.push(event) })
  const caches = new Set<QueryCache>()
  const build = QueryCache.prototype.build
  QueryCache.prototype.build = function (this: QueryCache, ...args: unknown[]) {
    caches.add(this)
    return Reflect.apply(build, this, args)
  } as typeof build

  return {
    /** All that can be read there now. */
    texts() {
      const queries = [...caches].flatMap((cache) => cache.getAll())
      return {
        recording: written(recording),
        React: written([...devtoolsHook.roots]),
        Query: written(queries.map(({ queryKey, state, options }) => ({ queryKey, state, options }))),
        // As a persister writes them.
        dehydrated: JSON.stringify(queries.map(({ queryKey, state }) => ({ queryKey, state }))),
      }
    },

    stop(): void {
      stopRecording?.()
      QueryCache.prototype.build = build
    },
  }
}
