import type { LedgerEvent, LedgerLink, LedgerView } from './Ledger.js'

export interface Listeners extends Pick<LedgerView, 'subscribe'> {
  notify: (type: LedgerEvent['type'], link?: LedgerLink) => void
}

/** The listeners of a ledger. An error in one of them is reported as uncaught, and does not break the vendor's call. */
export function createListeners(now: () => number): Listeners {
  const listeners = new Set<(event: LedgerEvent) => void>()

  return {
    notify(type, link) {
      for (const listener of [...listeners]) {
        try {
          listener({ type, at: now(), ...(link && { link: structuredClone(link) }) })
        } catch (error) {
          queueMicrotask(() => {
            throw error
          })
        }
      }
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
