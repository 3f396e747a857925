import { createSeal } from './createSeal.js'
import type { PartnerEvent } from './LoginEvent.js'
import type { TokenStore } from './TokenStore.js'
import { withinTime } from './withinTime.js'

/** What instances tell each other through the store. Times are milliseconds since 1970. */
export type TokenEntry =
  /** A token, good until `renewAt`. */
  | { token: string; renewAt: number }
  /** The vendor refused the credentials: nobody asks before `heldUntil`. */
  | { refused: 'credentials' | 'address'; heldUntil: number }

export type Observe = ((event: PartnerEvent) => void) | undefined

/** Reads and writes the shared entry. Nothing here fails: a store that is down or slow is reported and done without. */
export interface TokenShelf {
  read(observe: Observe): Promise<TokenEntry | undefined>
  write(entry: TokenEntry, ttl: number, observe: Observe): Promise<void>
  /** This instance's turn to renew; `false` while another has it, `undefined` where the store cannot say. */
  takeTurn(ttl: number, observe: Observe): Promise<Turn | false | undefined>
}

/** Lets the other instances have their turn. */
export interface Turn {
  end(): Promise<void>
}

/** A store that has not answered by then is treated as down: clients of a dead Redis tend to queue for ever. */
const patience = 1_000

export function createTokenShelf(store: TokenStore | undefined, key: string, secret: string): TokenShelf {
  const seal = createSeal(secret)
  const turnKey = `${key}:turn`

  async function attempt<Value>(
    operation: 'get' | 'set' | 'delete' | 'add',
    work: () => Promise<Value>,
    observe: Observe,
  ): Promise<Value | undefined> {
    try {
      return await withinTime(patience, work)
    } catch {
      observe?.({ type: 'store_failed', operation })
      return undefined
    }
  }

  return {
    async read(observe) {
      if (!store) return undefined
      const text = await seal.open(await attempt('get', () => store.get(key), observe))
      return text === undefined ? undefined : JSON.parse(text)
    },
    async write(entry, ttl, observe) {
      if (!store) return
      const sealed = await seal.seal(JSON.stringify(entry))
      await attempt('set', () => store.set(key, sealed, Math.ceil(ttl)), observe)
    },
    async takeTurn(ttl, observe) {
      if (!store?.add) return undefined
      const add = store.add.bind(store)
      const isOurs = await attempt('add', () => add(turnKey, '1', ttl), observe)
      const end = async () => {
        await attempt('delete', () => store.delete(turnKey), observe)
      }
      return isOurs && { end }
    },
  }
}
