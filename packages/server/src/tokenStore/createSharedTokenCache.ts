import type { OnPartnerEvent, PartnerEvent } from '../partner/PartnerEvent.js'
import { withTimeLimit } from '../withTimeLimit.js'
import { createSeal, type Seal } from './createSeal.js'
import type { TokenStore } from './TokenStore.js'

/** What instances share through the store. Times are milliseconds since 1970. */
export type TokenEntry =
  /** A token, valid at least until `refreshAt`. */
  | { token: string; refreshAt: number }
  /** The vendor refused the credentials: no requests before `retryAt`. */
  | { refused: 'credentials' | 'address'; retryAt: number }

/** The access token that instances share through the token store. */
export interface SharedTokenCache {
  /** Nothing in it fails: a store that is down or slow is reported, and the refresh continues without it. */
  startRefresh(onEvent: OnPartnerEvent): SharedRefresh
}

/** The cache during one refresh. A dead store costs one timeout per refresh. */
export interface SharedRefresh {
  read(): Promise<TokenEntry | undefined>
  /** Starts to write, without making the caller wait. */
  write(entry: TokenEntry, ttlMs: number): void
  /** The lock for a request to the vendor; `false` while another instance holds it, `undefined` if the store has no locks. */
  acquireLock(ttlMs: number): Promise<RefreshLock | false | undefined>
}

export interface RefreshLock {
  /** Releases it once the entry is written, so that the next holder finds it. */
  release(): void
}

/** A store that has not answered by then is treated as down: clients of a dead Redis tend to queue for ever. */
const storeTimeoutMs = 1_000

/** @param secret seals what is stored: see {@link createSeal} */
export function createSharedTokenCache(store: TokenStore | undefined, key: string, secret: string): SharedTokenCache {
  const seal = createSeal(secret, key)
  return { startRefresh: (onEvent) => (store ? refreshThrough(store, key, seal, onEvent) : withoutStore) }
}

const withoutStore: SharedRefresh = {
  read: async () => undefined,
  write: () => {},
  acquireLock: async () => undefined,
}

type Operation = Extract<PartnerEvent, { type: 'store_failed' }>['operation']

function refreshThrough(store: TokenStore, key: string, seal: Seal, onEvent: OnPartnerEvent): SharedRefresh {
  const lockKey = `${key}:lock`
  let isDown = false
  let written = Promise.resolve()

  /** @returns `undefined` if the store failed */
  async function attempt<Value>(operation: Operation, work: () => Value | Promise<Value>): Promise<Value | undefined> {
    try {
      return await withTimeLimit(work, { timeoutMs: storeTimeoutMs })
    } catch {
      isDown = true
      onEvent?.({ type: 'store_failed', operation })
      return undefined
    }
  }

  async function set(entry: TokenEntry, ttlMs: number): Promise<void> {
    const sealed = await seal.seal(JSON.stringify(entry))
    await attempt('set', () => store.set(key, sealed, Math.ceil(ttlMs)))
  }

  /** An expired lock may belong to another instance. Checking first is not atomic; the worst result is one more request. */
  async function release(value: string): Promise<void> {
    await written
    if ((await attempt('get', () => store.get(lockKey))) !== value) return
    await attempt('delete', () => store.delete(lockKey))
  }

  return {
    async read() {
      const text = await seal.open(await attempt('get', () => store.get(key)))
      return text === undefined ? undefined : JSON.parse(text)
    },
    write(entry, ttlMs) {
      written = inBackground(set(entry, ttlMs))
    },
    async acquireLock(ttlMs) {
      const add = store.add?.bind(store)
      if (!add || isDown) return undefined
      const value = crypto.randomUUID()
      const added = (async () => add(lockKey, value, ttlMs))()
      const isOurs = await attempt('add', () => added)
      if (isOurs) return { release: () => void inBackground(release(value)) }
      // A client that queues while it is disconnected adds the lock once it is back: release that one too.
      inBackground(added.then((isLate) => (isLate ? release(value) : undefined)))
      return isOurs
    },
  }
}

/**
 * Lets work continue without a caller. A platform that stops with the response may drop it, which is harmless: the entry is
 * only a cache, and the store expires a lock. What the host's `onEvent` throws meanwhile must not end the process.
 */
function inBackground(work: Promise<unknown>): Promise<void> {
  return work.then(
    () => {},
    () => {},
  )
}
