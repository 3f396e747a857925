import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { memoryStore } from '../../testing/memoryStore.js'
import { clientSecret, scriptedVendor, token, type VendorCallRecord } from '../../testing/scriptedVendor.js'
import type { PartnerEvent } from '../handler/LoginEvent.js'
import type { LoginError } from '../LoginError.js'
import { createPartnerClient } from '../partner/createPartnerClient.js'
import type { TokenStore } from './TokenStore.js'

const start = Date.UTC(2026, 0, 1)
const minute = 60_000
const login = { accountId: 4142, agentId: 3142, server: 'online', conversationId: 165, email: 'dana@example.com' }

const realTick = setImmediate
let sealing = 0

beforeEach(() => {
  vi.useFakeTimers({ now: start })
  for (const name of ['importKey', 'deriveKey', 'encrypt', 'decrypt'] as const) {
    const work = crypto.subtle[name].bind(crypto.subtle) as (...args: unknown[]) => Promise<never>
    vi.spyOn(crypto.subtle, name).mockImplementation(async (...args: unknown[]) => {
      sealing += 1
      try {
        return await work(...args)
      } finally {
        sealing -= 1
      }
    })
  }
})
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

/** Instances that share a vendor and a store. */
function instances(count: number, tokenStore: TokenStore, vendor = scriptedVendor(), secret = clientSecret) {
  const events: PartnerEvent[] = []
  const options = { clientId: 'client', clientSecret: secret, fetch: vendor.fetch, tokenStore }
  const asks = Array.from({ length: count }, () => {
    const partner = createPartnerClient(options)
    return () => partner.loginConversation(login, { onEvent: (event) => events.push(event) })
  })
  const all = async () => {
    await Promise.all(asks.map((ask) => ask()))
    await settled()
  }
  return { asks, vendor, events, all }
}

const code = (promise: Promise<unknown> | undefined) =>
  Promise.resolve(promise).then(
    () => 'ok',
    (error: LoginError) => error.code,
  )

function without<Name extends keyof TokenStore>(store: TokenStore, name: Name): Omit<TokenStore, Name> {
  const { [name]: _, ...rest } = store
  return rest
}

describe('instances that share a store with add', () => {
  it('ask for one access token in total, a cold start included', async () => {
    const slow = () => new Promise<Response>((resolve) => setTimeout(() => resolve(Response.json(token())), 500))
    const { all, vendor } = instances(5, memoryStore(), scriptedVendor({ tokens: [slow] }))
    await whileTimePasses(all())
    expect(vendor.count('accessToken')).toBe(1)
    expect(vendor.count('loginConversation')).toBe(5)
  })

  it('renew a token that the vendor no longer knows once in total', async () => {
    const store = memoryStore()
    const logins = [
      async ({ headers }: VendorCallRecord) =>
        Response.json(headers.get('authorization')?.endsWith('-1') ? { status: 'FAIL', reason: 3 } : okAnswer()),
    ]
    const { all, vendor } = instances(3, store, scriptedVendor({ logins }))
    await whileTimePasses(all())
    expect(vendor.count('accessToken')).toBe(2)
  })

  it('ask once about credentials that are refused', async () => {
    const { asks, vendor } = instances(3, memoryStore(), scriptedVendor({ tokens: [{ reason: 2 }] }))
    for (const ask of asks) {
      expect(await code(ask())).toBe('misconfigured')
      await settled()
    }
    expect(vendor.count('accessToken')).toBe(1)
  })

  it('do not wait for ever for one that died while it had the turn', async () => {
    const store = memoryStore()
    await store.add(turnKey, 'another’s', 3_600_000)
    const { asks, vendor } = instances(1, store)
    // Twice the time-out of one call, and not earlier: the one that has the turn may just be slow.
    expect(await whenAnswered(asks[0])).toBe(start + 10_000)
    expect(vendor.count('accessToken')).toBe(1)
  })

  it('take no turn where a token is at hand already', async () => {
    const store = memoryStore()
    await instances(1, store).all()
    const add = vi.spyOn(store, 'add')
    const later = instances(2, store)
    await later.all()
    expect(add).not.toHaveBeenCalled()
    expect(later.vendor.count('accessToken')).toBe(0)
  })

  it('use a token that was renewed between their look and their turn', async () => {
    const store = memoryStore()
    const { asks, vendor } = instances(2, store)
    const { get } = store
    // The second looks before the first has written, and gets its turn after that.
    vi.spyOn(store, 'get').mockImplementationOnce(async (name) => {
      const before = await get(name)
      await asks[1]?.()
      await settled()
      return before
    })
    await asks[0]?.()
    expect(vendor.count('accessToken')).toBe(1)
  })

  it('take turns under a key of their own, for no longer than a renewal may last', async () => {
    const store = memoryStore()
    const add = vi.spyOn(store, 'add')
    const remove = vi.spyOn(store, 'delete')
    await whileTimePasses(instances(1, store).all())
    expect(add.mock.calls).toEqual([[turnKey, expect.stringMatching(/^[0-9a-f-]{36}$/), 10_000]])
    expect(remove.mock.calls).toEqual([[turnKey]])
  })

  it('leave the turn to whoever has it by now, when theirs took too long', async () => {
    const store = memoryStore()
    const overrun = async () => {
      store.entries.delete(turnKey)
      await store.add(turnKey, 'another’s', 10_000)
      return Response.json(token())
    }
    const { asks, vendor } = instances(1, store, scriptedVendor({ tokens: [overrun] }))
    await asks[0]?.()
    await settled()
    expect(vendor.count('accessToken')).toBe(1)
    expect(await store.get(turnKey)).toBe('another’s')
  })

  it('tell their turns apart', async () => {
    const store = memoryStore()
    const add = vi.spyOn(store, 'add')
    const { all } = instances(2, store, scriptedVendor({ tokens: [new Response('<html>'), token()] }))
    await whileTimePasses(code(all()))
    const values = add.mock.calls.map(([, value]) => value)
    expect(new Set(values).size).toBe(values.length)
  })

  it('hand the turn on when the token can be found, and not before', async () => {
    const store = memoryStore()
    const { set } = store
    vi.spyOn(store, 'set').mockImplementation(async (...entry) => {
      await after(500)
      return set(...entry)
    })
    const { asks, all, vendor } = instances(3, store)
    expect(await whenAnswered(asks[0])).toBe(start)
    await whileTimePasses(all())
    expect(vendor.count('accessToken')).toBe(1)
    expect([...store.entries.keys()]).toEqual([key])
  })

  it('give back a turn that comes when nobody waits for it any more', async () => {
    const store = memoryStore()
    const { add } = store
    vi.spyOn(store, 'add').mockImplementationOnce(async (...turn) => {
      await after(1_500)
      return add(...turn)
    })
    const vendor = scriptedVendor({ tokens: [new Response('<html>'), token()] })
    const { asks } = instances(2, store, vendor)
    expect(await whileTimePasses(code(asks[0]?.()))).toBe('vendor_unavailable')
    await vi.advanceTimersByTimeAsync(500)
    await settled()
    expect([...store.entries]).toEqual([])
    const before = Date.now()
    expect(await whenAnswered(asks[1])).toBe(before)
  })

  it.each([
    ['another has the turn by then', () => Promise.resolve(false)],
    ['it was never taken', () => Promise.reject(new Error('ECONNRESET'))],
  ])('give back nothing when %s', async (_, outcome) => {
    const store = memoryStore()
    vi.spyOn(store, 'add').mockImplementation(() => after(1_500).then(outcome))
    const { asks } = instances(1, store)
    await whenAnswered(asks[0])
    const get = vi.spyOn(store, 'get')
    await vi.advanceTimersByTimeAsync(500)
    await settled()
    expect(get).not.toHaveBeenCalled()
  })

  it('hand the turn on when the vendor fails', async () => {
    const tokens = [new Response('<html>'), token()]
    const { asks, vendor } = instances(2, memoryStore(), scriptedVendor({ tokens }))
    const outcomes = await whileTimePasses(Promise.all(asks.map((ask) => code(ask()))))
    expect(outcomes.sort()).toEqual(['ok', 'vendor_unavailable'])
    expect(vendor.count('accessToken')).toBe(2)
  })
})

describe('a client without a store', () => {
  it('has nothing to report about one', async () => {
    const vendor = scriptedVendor()
    const events: PartnerEvent[] = []
    const partner = createPartnerClient({ clientId: 'client', clientSecret, fetch: vendor.fetch })
    await partner.loginConversation(login, { onEvent: (event) => events.push(event) })
    expect(events.map(({ type }) => type)).toEqual(['token_refreshed'])
  })
})

describe('instances that share a store without add', () => {
  it('take no turns, and end none', async () => {
    const store = without(memoryStore(), 'add')
    const remove = vi.spyOn(store, 'delete')
    const { all, events } = instances(1, store)
    await all()
    expect(remove).not.toHaveBeenCalled()
    expect(events).toEqual([expect.objectContaining({ type: 'token_refreshed' })])
  })

  it('ask for one token each at most, and later starts find it', async () => {
    const store = without(memoryStore(), 'add')
    const { all, vendor } = instances(3, store)
    await all()
    expect(vendor.count('accessToken')).toBeLessThanOrEqual(3)
    const later = instances(1, store, vendor)
    const before = vendor.count('accessToken')
    await later.all()
    expect(vendor.count('accessToken')).toBe(before)
  })
})

describe('what is in the store', () => {
  it('shows neither the token nor the secret, and goes when the token does', async () => {
    const store = memoryStore()
    const set = vi.spyOn(store, 'set')
    await instances(1, store).all()
    expect(JSON.stringify([...store.entries])).not.toMatch(/token-secret|client-secret/)
    expect(set).toHaveBeenCalledWith(expect.stringContaining('client@'), expect.any(String), 59 * minute)
  })

  it.each([
    ['another secret sealed it', async (store: TokenStore) => instances(1, store, scriptedVendor(), 'other').all()],
    ['somebody wrote something else there', async (store: TokenStore) => store.set(key, 'junk', minute)],
    ['it holds no text', async (store: TokenStore) => store.set(key, { token: 'planted' } as never, minute)],
    ['a planted token is not sealed', async (store: TokenStore) => store.set(key, '{"token":"planted"}', minute)],
  ])('is not believed when %s', async (_, prepare) => {
    const store = memoryStore()
    await prepare(store)
    const { all, vendor } = instances(1, store)
    await all()
    expect(vendor.count('accessToken')).toBe(1)
    expect(vendor.calls.at(-1)?.headers.get('authorization')).toBe('Bearer token-secret-1')
  })

  it.each([
    ['another client', { clientId: 'other' }],
    ['the same client at another address', { baseUrl: 'https://staging.example' }],
  ])('is not believed when it was copied from %s with the same secret', async (_, other) => {
    const store = memoryStore()
    const options = { clientId: 'client', clientSecret, tokenStore: store }
    const tokens = [token(7)]
    await createPartnerClient({ ...options, ...other, fetch: scriptedVendor({ tokens }).fetch }).loginConversation(
      login,
    )
    await settled()
    const [copied] = store.entries.values()
    await store.set(key, copied?.value ?? '', minute)
    const { all, vendor } = instances(1, store)
    await all()
    expect(vendor.calls.at(-1)?.headers.get('authorization')).toBe('Bearer token-secret-1')
  })

  it('is not believed when it was sealed by a version that did not bind it to its key', async () => {
    const store = memoryStore()
    await store.set(key, await sealedUnbound({ token: 'token-secret-7', renewAt: start + minute }), minute)
    const { all, vendor } = instances(1, store)
    await all()
    expect(vendor.calls.at(-1)?.headers.get('authorization')).toBe('Bearer token-secret-1')
  })
})

describe('a store that is down', () => {
  const fails = () => Promise.reject(new Error('ECONNREFUSED'))
  const hangs = () => new Promise<never>(() => {})
  const throws = () => {
    throw new Error('closed')
  }

  it.each([
    ['refuses', fails],
    ['hangs', hangs],
    ['throws', throws],
  ])('and %s is done without, and reported', async (_, down) => {
    const { all, vendor, events } = instances(1, { get: down, set: down, delete: down, add: down })
    await whileTimePasses(all())
    expect(vendor.count('accessToken')).toBe(1)
    expect(events).toContainEqual({ type: 'store_failed', operation: 'get' })
  })

  it('is done without where nobody listens', async () => {
    const tokenStore = { get: fails, set: fails, delete: fails, add: fails }
    const partner = createPartnerClient({ clientId: 'client', clientSecret, fetch: scriptedVendor().fetch, tokenStore })
    expect(await code(partner.loginConversation(login))).toBe('ok')
  })

  it.each([
    ['get', 1_000],
    ['add', 1_000],
    ['set', 0],
    ['delete', 0],
  ] as const)('in one thing costs whoever waits for a token no more than that: %s, %i ms', async (down, cost) => {
    const { asks, vendor } = instances(1, { ...memoryStore(), [down]: hangs })
    expect(await whenAnswered(asks[0])).toBe(start + cost)
    expect(vendor.count('accessToken')).toBe(1)
  })

  it('is waited for once in a renewal, however much of it hangs', async () => {
    const add = vi.fn(hangs)
    const { asks } = instances(1, { get: hangs, set: hangs, delete: hangs, add })
    expect(await whenAnswered(asks[0])).toBe(start + 1_000)
    expect(add).not.toHaveBeenCalled()
  })

  it('is not waited for by who waits for another’s renewal', async () => {
    const store = memoryStore()
    await store.add(turnKey, 'another’s', 3_600_000)
    const get = vi.spyOn(store, 'get').mockResolvedValueOnce(undefined).mockImplementation(hangs)
    const { asks } = instances(1, store)
    expect(await whenAnswered(asks[0])).toBe(start + 1_100)
    expect(get).toHaveBeenCalledTimes(2)
  })

  it('is asked again by the next renewal', async () => {
    const store = memoryStore()
    const get = vi.spyOn(store, 'get').mockImplementationOnce(fails)
    const { asks, vendor } = instances(2, store)
    await asks[0]?.()
    // What it writes must not overwrite the next token.
    await settled()
    expect(get).toHaveBeenCalledOnce()
    vi.setSystemTime(start + 59 * minute)
    await asks[1]?.()
    await settled()
    get.mockClear()
    await asks[0]?.()
    expect(get).toHaveBeenCalledOnce()
    expect(vendor.count('accessToken')).toBe(2)
  })

  it('for turns alone still has the token for the others', async () => {
    const { asks, vendor } = instances(2, { ...memoryStore(), add: fails })
    for (const ask of asks) {
      await ask()
      await settled()
    }
    expect(vendor.count('accessToken')).toBe(1)
  })

  it('does not end the process where the listener throws', async () => {
    const options = { clientId: 'client', clientSecret, fetch: scriptedVendor().fetch }
    const partner = createPartnerClient({ ...options, tokenStore: { ...memoryStore(), set: fails } })
    const onEvent = vi.fn(({ type }: PartnerEvent) => {
      if (type === 'store_failed') throw new Error('of the host')
    })
    expect(await code(partner.loginConversation(login, { onEvent }))).toBe('ok')
    await settled()
    expect(onEvent).toHaveBeenCalledWith({ type: 'store_failed', operation: 'set' })
  })

  it.each(['get', 'set', 'delete', 'add'] as const)(
    'in one thing is reported as that, and no other: %s',
    async (down) => {
      const { all, events } = instances(1, { ...memoryStore(), [down]: fails })
      await whileTimePasses(all())
      const operations = events.flatMap((event) => (event.type === 'store_failed' ? [event.operation] : []))
      expect(new Set(operations)).toEqual(new Set([down]))
    },
  )

  it('at the end of a turn leaves the turn alone, and that is reported', async () => {
    const store = memoryStore()
    const { get } = store
    vi.spyOn(store, 'get').mockImplementation((name) => (name === turnKey ? fails() : get(name)))
    const { all, events } = instances(1, store)
    await all()
    expect(events).toContainEqual({ type: 'store_failed', operation: 'get' })
    expect([...store.entries.keys()]).toEqual([turnKey, key])
  })

  it('is not asked while a token is at hand', async () => {
    const store = memoryStore()
    const { asks, vendor } = instances(1, store)
    await asks[0]?.()
    const get = vi.spyOn(store, 'get').mockImplementation(hangs)
    await asks[0]?.()
    expect(get).not.toHaveBeenCalled()
    expect(vendor.count('accessToken')).toBe(1)
  })
})

function after(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}

/** What goes on behind an answer is done: the store was written to, and the turn has ended. */
async function settled(): Promise<void> {
  do await new Promise(realTick)
  while (sealing > 0)
}

/** The time at which there is a link, while time passes. */
function whenAnswered(ask: (() => Promise<unknown>) | undefined): Promise<number> {
  return whileTimePasses(Promise.resolve(ask?.()).then(() => Date.now()))
}

/** Sealing is real work outside the fake clock, which stands still meanwhile: however slow the machine, no time-out passes. */
async function whileTimePasses<Value>(promise: Promise<Value>): Promise<Value> {
  let isDone = false
  const end = () => {
    isDone = true
  }
  promise.then(end, end)
  while (!isDone) {
    if (sealing === 0) await vi.advanceTimersByTimeAsync(50)
    await new Promise(realTick)
  }
  return promise
}

const key = 'conversation-frame:token:client@https://partners.99digital.co.il'
const turnKey = `${key}:turn`

function okAnswer() {
  return { status: 'OK', login: 'https://online.99digital.co.il/app/login?t=1' }
}

/** The format before entries were bound to their key: the same key derivation, without additional authenticated data. */
async function sealedUnbound(entry: object): Promise<string> {
  const bytes = (text: string) => new TextEncoder().encode(text)
  const material = await crypto.subtle.importKey('raw', bytes(clientSecret), 'HKDF', false, ['deriveKey'])
  const info = bytes('conversation-frame token store')
  const derivation = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info }
  const algorithm = { name: 'AES-GCM', length: 256 }
  const derived = await crypto.subtle.deriveKey(derivation, material, algorithm, false, ['encrypt'])
  const iv = new Uint8Array(12)
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, derived, bytes(JSON.stringify(entry)))
  return Buffer.from([...iv, ...new Uint8Array(sealed)]).toString('base64')
}
