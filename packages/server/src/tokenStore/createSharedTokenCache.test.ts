import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { memoryStore } from '../../testing/memoryStore.js'
import { clientSecret, scriptedVendor, token, type VendorCallRecord } from '../../testing/scriptedVendor.js'
import type { LoginError } from '../LoginError.js'
import { createPartnerClient } from '../partner/createPartnerClient.js'
import type { PartnerEvent } from '../partner/PartnerEvent.js'
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
  const mints = Array.from({ length: count }, () => {
    const partner = createPartnerClient(options)
    return () => partner.loginConversation(login, { onEvent: (event) => events.push(event) })
  })
  const all = async () => {
    await Promise.all(mints.map((mint) => mint()))
    await settled()
  }
  return { mints, vendor, events, all }
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
  it('request one access token in total, including a cold start', async () => {
    const slow = () => new Promise<Response>((resolve) => setTimeout(() => resolve(Response.json(token())), 500))
    const { all, vendor } = instances(5, memoryStore(), scriptedVendor({ tokens: [slow] }))
    await whileTimePasses(all())
    expect(vendor.count('accessToken')).toBe(1)
    expect(vendor.count('loginConversation')).toBe(5)
  })

  it('refresh a token that the vendor refuses once in total', async () => {
    const store = memoryStore()
    const logins = [
      async ({ headers }: VendorCallRecord) =>
        Response.json(headers.get('authorization')?.endsWith('-1') ? { status: 'FAIL', reason: 3 } : okAnswer()),
    ]
    const { all, vendor } = instances(3, store, scriptedVendor({ logins }))
    await whileTimePasses(all())
    expect(vendor.count('accessToken')).toBe(2)
  })

  it('try refused credentials once in total', async () => {
    const { mints, vendor } = instances(3, memoryStore(), scriptedVendor({ tokens: [{ reason: 2 }] }))
    for (const mint of mints) {
      expect(await code(mint())).toBe('misconfigured')
      await settled()
    }
    expect(vendor.count('accessToken')).toBe(1)
  })

  it('do not wait for ever for an instance that died with the lock', async () => {
    const store = memoryStore()
    await store.add(lockKey, 'of another instance', 3_600_000)
    const { mints, vendor } = instances(1, store)
    // After twice the timeout of one call, because the holder of the lock may only be slow.
    expect(await whenAnswered(mints[0])).toBe(start + 10_000)
    expect(vendor.count('accessToken')).toBe(1)
  })

  it('do not acquire the lock if the store has a token', async () => {
    const store = memoryStore()
    await instances(1, store).all()
    const add = vi.spyOn(store, 'add')
    const later = instances(2, store)
    await later.all()
    expect(add).not.toHaveBeenCalled()
    expect(later.vendor.count('accessToken')).toBe(0)
  })

  it('use a token that was refreshed before they got the lock', async () => {
    const store = memoryStore()
    const { mints, vendor } = instances(2, store)
    const { get } = store
    // The second reads before the first has written, and acquires the lock afterwards.
    vi.spyOn(store, 'get').mockImplementationOnce(async (name) => {
      const before = await get(name)
      await mints[1]?.()
      await settled()
      return before
    })
    await mints[0]?.()
    expect(vendor.count('accessToken')).toBe(1)
  })

  it('keep the lock under a key of its own, for the longest time of a refresh', async () => {
    const store = memoryStore()
    const add = vi.spyOn(store, 'add')
    const remove = vi.spyOn(store, 'delete')
    await whileTimePasses(instances(1, store).all())
    expect(add.mock.calls).toEqual([[lockKey, expect.stringMatching(/^[0-9a-f-]{36}$/), 10_000]])
    expect(remove.mock.calls).toEqual([[lockKey]])
  })

  it('do not release the lock of another instance after their own has expired', async () => {
    const store = memoryStore()
    const overrun = async () => {
      store.entries.delete(lockKey)
      await store.add(lockKey, 'of another instance', 10_000)
      return Response.json(token())
    }
    const { mints, vendor } = instances(1, store, scriptedVendor({ tokens: [overrun] }))
    await mints[0]?.()
    await settled()
    expect(vendor.count('accessToken')).toBe(1)
    expect(await store.get(lockKey)).toBe('of another instance')
  })

  it('use a new value for each lock', async () => {
    const store = memoryStore()
    const add = vi.spyOn(store, 'add')
    const { all } = instances(2, store, scriptedVendor({ tokens: [new Response('<html>'), token()] }))
    await whileTimePasses(code(all()))
    const values = add.mock.calls.map(([, value]) => value)
    expect(new Set(values).size).toBe(values.length)
  })

  it('release the lock after the token is stored, and not before', async () => {
    const store = memoryStore()
    const { set } = store
    vi.spyOn(store, 'set').mockImplementation(async (...entry) => {
      await after(500)
      return set(...entry)
    })
    const { mints, all, vendor } = instances(3, store)
    expect(await whenAnswered(mints[0])).toBe(start)
    await whileTimePasses(all())
    expect(vendor.count('accessToken')).toBe(1)
    expect([...store.entries.keys()]).toEqual([key])
  })

  it('release a lock that they get after the timeout', async () => {
    const store = memoryStore()
    const { add } = store
    vi.spyOn(store, 'add').mockImplementationOnce(async (...lock) => {
      await after(1_500)
      return add(...lock)
    })
    const vendor = scriptedVendor({ tokens: [new Response('<html>'), token()] })
    const { mints } = instances(2, store, vendor)
    expect(await whileTimePasses(code(mints[0]?.()))).toBe('vendor_unavailable')
    await vi.advanceTimersByTimeAsync(500)
    await settled()
    expect([...store.entries]).toEqual([])
    const before = Date.now()
    expect(await whenAnswered(mints[1])).toBe(before)
  })

  it.each([
    ['another instance has the lock by then', () => Promise.resolve(false)],
    ['it was never acquired', () => Promise.reject(new Error('ECONNRESET'))],
  ])('release nothing if %s', async (_, outcome) => {
    const store = memoryStore()
    vi.spyOn(store, 'add').mockImplementation(() => after(1_500).then(outcome))
    const { mints } = instances(1, store)
    await whenAnswered(mints[0])
    const get = vi.spyOn(store, 'get')
    await vi.advanceTimersByTimeAsync(500)
    await settled()
    expect(get).not.toHaveBeenCalled()
  })

  it('release the lock when the vendor fails', async () => {
    const tokens = [new Response('<html>'), token()]
    const { mints, vendor } = instances(2, memoryStore(), scriptedVendor({ tokens }))
    const outcomes = await whileTimePasses(Promise.all(mints.map((mint) => code(mint()))))
    expect(outcomes.sort()).toEqual(['ok', 'vendor_unavailable'])
    expect(vendor.count('accessToken')).toBe(2)
  })
})

describe('a client without a store', () => {
  it('reports nothing about one', async () => {
    const vendor = scriptedVendor()
    const events: PartnerEvent[] = []
    const partner = createPartnerClient({ clientId: 'client', clientSecret, fetch: vendor.fetch })
    await partner.loginConversation(login, { onEvent: (event) => events.push(event) })
    expect(events.map(({ type }) => type)).toEqual(['token_refreshed'])
  })
})

describe('instances that share a store without add', () => {
  it('use no locks', async () => {
    const store = without(memoryStore(), 'add')
    const remove = vi.spyOn(store, 'delete')
    const { all, events } = instances(1, store)
    await all()
    expect(remove).not.toHaveBeenCalled()
    expect(events).toEqual([expect.objectContaining({ type: 'token_refreshed' })])
  })

  it('request one token each at most, and later instances find it', async () => {
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
  it('contains neither the token nor the secret, and expires with the token', async () => {
    const store = memoryStore()
    const set = vi.spyOn(store, 'set')
    await instances(1, store).all()
    expect(JSON.stringify([...store.entries])).not.toMatch(/token-secret|client-secret/)
    expect(set).toHaveBeenCalledWith(expect.stringContaining('client@'), expect.any(String), 59 * minute)
  })

  it.each([
    [
      'it was sealed with another secret',
      async (store: TokenStore) => instances(1, store, scriptedVendor(), 'other').all(),
    ],
    ['it was overwritten', async (store: TokenStore) => store.set(key, 'junk', minute)],
    ['it is not a string', async (store: TokenStore) => store.set(key, { token: 'planted' } as never, minute)],
    ['it is a token that is not sealed', async (store: TokenStore) => store.set(key, '{"token":"planted"}', minute)],
  ])('is ignored if %s', async (_, prepare) => {
    const store = memoryStore()
    await prepare(store)
    const { all, vendor } = instances(1, store)
    await all()
    expect(vendor.count('accessToken')).toBe(1)
    expect(vendor.calls.at(-1)?.headers.get('authorization')).toBe('Bearer token-secret-1')
  })

  it.each([
    ['another client', { clientId: 'other' }],
    ['the same client at another URL', { baseUrl: 'https://staging.example' }],
  ])('is ignored if it was copied from %s with the same secret', async (_, other) => {
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

  it('is ignored if an older version sealed it without binding it to its key', async () => {
    const store = memoryStore()
    await store.set(key, await sealedUnbound({ token: 'token-secret-7', refreshAt: start + minute }), minute)
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
    ['rejects', fails],
    ['hangs', hangs],
    ['throws', throws],
  ])('and %s is reported, and the token comes from the vendor', async (_, down) => {
    const { all, vendor, events } = instances(1, { get: down, set: down, delete: down, add: down })
    await whileTimePasses(all())
    expect(vendor.count('accessToken')).toBe(1)
    expect(events).toContainEqual({ type: 'store_failed', operation: 'get' })
  })

  it('needs no onEvent', async () => {
    const tokenStore = { get: fails, set: fails, delete: fails, add: fails }
    const partner = createPartnerClient({ clientId: 'client', clientSecret, fetch: scriptedVendor().fetch, tokenStore })
    expect(await code(partner.loginConversation(login))).toBe('ok')
  })

  it.each([
    ['get', 1_000],
    ['add', 1_000],
    ['set', 0],
    ['delete', 0],
  ] as const)('in one operation costs a caller at most its timeout: %s, %i ms', async (down, cost) => {
    const { mints, vendor } = instances(1, { ...memoryStore(), [down]: hangs })
    expect(await whenAnswered(mints[0])).toBe(start + cost)
    expect(vendor.count('accessToken')).toBe(1)
  })

  it('costs one timeout per refresh, however much of it hangs', async () => {
    const add = vi.fn(hangs)
    const { mints } = instances(1, { get: hangs, set: hangs, delete: hangs, add })
    expect(await whenAnswered(mints[0])).toBe(start + 1_000)
    expect(add).not.toHaveBeenCalled()
  })

  it('costs one timeout while another instance refreshes', async () => {
    const store = memoryStore()
    await store.add(lockKey, 'of another instance', 3_600_000)
    const get = vi.spyOn(store, 'get').mockResolvedValueOnce(undefined).mockImplementation(hangs)
    const { mints } = instances(1, store)
    expect(await whenAnswered(mints[0])).toBe(start + 1_100)
    expect(get).toHaveBeenCalledTimes(2)
  })

  it('is used again by the next refresh', async () => {
    const store = memoryStore()
    const get = vi.spyOn(store, 'get').mockImplementationOnce(fails)
    const { mints, vendor } = instances(2, store)
    await mints[0]?.()
    // Its write must not overwrite the next token.
    await settled()
    expect(get).toHaveBeenCalledOnce()
    vi.setSystemTime(start + 59 * minute)
    await mints[1]?.()
    await settled()
    get.mockClear()
    await mints[0]?.()
    expect(get).toHaveBeenCalledOnce()
    expect(vendor.count('accessToken')).toBe(2)
  })

  it('only for locks still shares the token', async () => {
    const { mints, vendor } = instances(2, { ...memoryStore(), add: fails })
    for (const mint of mints) {
      await mint()
      await settled()
    }
    expect(vendor.count('accessToken')).toBe(1)
  })

  it('does not end the process if onEvent throws', async () => {
    const options = { clientId: 'client', clientSecret, fetch: scriptedVendor().fetch }
    const partner = createPartnerClient({ ...options, tokenStore: { ...memoryStore(), set: fails } })
    const onEvent = vi.fn(({ type }: PartnerEvent) => {
      if (type === 'store_failed') throw new Error('of the host')
    })
    expect(await code(partner.loginConversation(login, { onEvent }))).toBe('ok')
    await settled()
    expect(onEvent).toHaveBeenCalledWith({ type: 'store_failed', operation: 'set' })
  })

  it.each(['get', 'set', 'delete', 'add'] as const)('in one operation is reported as that one: %s', async (down) => {
    const { all, events } = instances(1, { ...memoryStore(), [down]: fails })
    await whileTimePasses(all())
    const operations = events.flatMap((event) => (event.type === 'store_failed' ? [event.operation] : []))
    expect(new Set(operations)).toEqual(new Set([down]))
  })

  it('while a lock is released is reported, and the lock expires', async () => {
    const store = memoryStore()
    const { get } = store
    vi.spyOn(store, 'get').mockImplementation((name) => (name === lockKey ? fails() : get(name)))
    const { all, events } = instances(1, store)
    await all()
    expect(events).toContainEqual({ type: 'store_failed', operation: 'get' })
    expect([...store.entries.keys()]).toEqual([lockKey, key])
  })

  it('is not used while a token is valid', async () => {
    const store = memoryStore()
    const { mints, vendor } = instances(1, store)
    await mints[0]?.()
    const get = vi.spyOn(store, 'get').mockImplementation(hangs)
    await mints[0]?.()
    expect(get).not.toHaveBeenCalled()
    expect(vendor.count('accessToken')).toBe(1)
  })
})

function after(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}

/** Waits for the work in the background: the store is written, and the lock is released. */
async function settled(): Promise<void> {
  do await new Promise(realTick)
  while (sealing > 0)
}

/** The time at which the link arrives. */
function whenAnswered(mint: (() => Promise<unknown>) | undefined): Promise<number> {
  return whileTimePasses(Promise.resolve(mint?.()).then(() => Date.now()))
}

/** Sealing is real work. The fake clock stops meanwhile, so that no timeout passes on a slow machine. */
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
const lockKey = `${key}:lock`

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
