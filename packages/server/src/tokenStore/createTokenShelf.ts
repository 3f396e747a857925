import type { PartnerEvent } from '../handler/LoginEvent.js'
import { withinTime } from '../withinTime.js'
import { createSeal, type Seal } from './createSeal.js'
import type { TokenStore } from './TokenStore.js'

/** What instances tell each other through the store. Times are milliseconds since 1970. */
export type TokenEntry =
  /** A token, good until `renewAt`. */
  | { token: string; renewAt: number }
  /** The vendor refused the credentials: nobody asks before `heldUntil`. */
  | { refused: 'credentials' | 'address'; heldUntil: number }

export type Observe = ((event: PartnerEvent) => void) | undefined

/** Where instances share the token. */
export interface TokenShelf {
  /** Opens it for one renewal. Nothing in it fails: a store that is down or slow is reported and done without. */
  visit(observe: Observe): ShelfVisit
}

/** One renewal at the shelf. Whoever waits for a token waits for a store that is down once, and not again. */
export interface ShelfVisit {
  read(): Promise<TokenEntry | undefined>
  /** Begins to write: the entry is at hand already, so nobody waits for its copy. */
  write(entry: TokenEntry, ttl: number): void
  /** This instance's turn to renew; `false` while another has it, `undefined` where the store cannot say. */
  takeTurn(ttl: number): Promise<Turn | false | undefined>
}

/** Lets the other instances have their turn, once what was written is there for them to find. */
export interface Turn {
  end(): void
}

/** A store that has not answered by then is treated as down: clients of a dead Redis tend to queue for ever. */
const patience = 1_000

export function createTokenShelf(store: TokenStore | undefined, key: string, secret: string): TokenShelf {
  const seal = createSeal(secret, key)
  return { visit: (observe) => (store ? visitStore(store, key, seal, observe) : withoutStore) }
}

const withoutStore: ShelfVisit = {
  read: async () => undefined,
  write: () => {},
  takeTurn: async () => undefined,
}

function visitStore(store: TokenStore, key: string, seal: Seal, observe: Observe): ShelfVisit {
  const turnKey = `${key}:turn`
  let isDown = false
  let written = Promise.resolve()

  async function attempt<Value>(
    operation: 'get' | 'set' | 'delete' | 'add',
    work: () => Value | Promise<Value>,
  ): Promise<Value | undefined> {
    try {
      return await withinTime(patience, work)
    } catch {
      isDown = true
      observe?.({ type: 'store_failed', operation })
      return undefined
    }
  }

  async function set(entry: TokenEntry, ttl: number): Promise<void> {
    const sealed = await seal.seal(JSON.stringify(entry))
    await attempt('set', () => store.set(key, sealed, Math.ceil(ttl)))
  }

  /** A turn that lasted too long may be another's by now. Looking first is not atomic; the worst is one more renewal. */
  async function endTurn(value: string): Promise<void> {
    await written
    if ((await attempt('get', () => store.get(turnKey))) !== value) return
    await attempt('delete', () => store.delete(turnKey))
  }

  return {
    async read() {
      const text = await seal.open(await attempt('get', () => store.get(key)))
      return text === undefined ? undefined : JSON.parse(text)
    },
    write(entry, ttl) {
      written = inBackground(set(entry, ttl))
    },
    async takeTurn(ttl) {
      const add = store.add?.bind(store)
      if (!add || isDown) return undefined
      const value = crypto.randomUUID()
      const added = (async () => add(turnKey, value, ttl))()
      const isOurs = await attempt('add', () => added)
      if (isOurs) return { end: () => void inBackground(endTurn(value)) }
      // A client that queues while it is cut off takes the turn when it is back, and nobody else would end that.
      inBackground(added.then((late) => (late ? endTurn(value) : undefined)))
      return isOurs
    },
  }
}

/**
 * Lets go on what nobody waits for. It may get lost where a platform stops with the answer: the entry is only a cache, and
 * the store ends a turn by itself. What the host's `onEvent` throws meanwhile must not end the process.
 */
function inBackground(work: Promise<unknown>): Promise<void> {
  return work.then(
    () => {},
    () => {},
  )
}
