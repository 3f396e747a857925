import type { TokenStore } from '../src/index.js'

/** A token store that behaves like Redis. */
export function memoryStore(): Required<TokenStore> & { entries: Map<string, { value: string; ends: number }> } {
  const entries = new Map<string, { value: string; ends: number }>()
  const live = (key: string) => {
    const entry = entries.get(key)
    return entry && entry.ends > Date.now() ? entry.value : undefined
  }
  return {
    entries,
    get: async (key) => live(key),
    set: async (key, value, ttl) => entries.set(key, { value, ends: Date.now() + ttl }),
    delete: async (key) => entries.delete(key),
    add: async (key, value, ttl) => {
      if (live(key) !== undefined) return false
      entries.set(key, { value, ends: Date.now() + ttl })
      return true
    },
  }
}
