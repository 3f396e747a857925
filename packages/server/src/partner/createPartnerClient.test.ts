import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { clientSecret, okAnswer, type Scripted, scriptedVendor, token } from '../../testing/scriptedVendor.js'
import { watch } from '../../testing/secretWatch.js'
import type { LoginError } from '../LoginError.js'
import { createPartnerClient, type PartnerClientOptions } from './createPartnerClient.js'
import type { PartnerEvent } from './PartnerEvent.js'

const start = Date.UTC(2026, 0, 1)
const minute = 60_000
const login = { accountId: 4142, agentId: 3142, server: 'online', conversationId: 165, email: 'dana@example.com' }

beforeEach(() => {
  vi.useFakeTimers({ now: start })
})
afterEach(() => {
  vi.useRealTimers()
})

function client(
  script: { tokens?: Scripted[]; logins?: Scripted[] } = {},
  options: Partial<PartnerClientOptions> = {},
) {
  const vendor = scriptedVendor(script)
  const events: PartnerEvent[] = []
  const partner = createPartnerClient({ clientId: 'client', clientSecret, fetch: vendor.fetch, ...options })
  const onEvent = (event: PartnerEvent) => events.push(watch(event))
  const mint = async (signal?: AbortSignal) => watch(await partner.loginConversation(login, { signal, onEvent }))
  return { partner, vendor, events, mint }
}

const reset = () => Promise.reject(Object.assign(new TypeError('fetch failed'), { cause: { code: 'ECONNRESET' } }))
const hang = () => new Promise<Response>(() => {})
const later = (milliseconds: number, answer: object) => () =>
  new Promise<Response>((resolve) => setTimeout(() => resolve(Response.json(answer)), milliseconds))
const failure = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (error: LoginError) => watch(error),
  )

describe('the options', () => {
  const valid = { clientId: 'client', clientSecret }
  it.each<[string, Partial<PartnerClientOptions>]>([
    ['clientId', { clientId: '' }],
    ['clientSecret', { clientSecret: undefined as never }],
    ['baseUrl', { baseUrl: 'http://partners.example' }],
    ['baseUrl', { baseUrl: 'partners.example' }],
    ['baseUrl', { baseUrl: 'https://user:pass@partners.example' }],
    ['timeout', { timeout: 0 }],
    ['timeout', { timeout: Number.NaN }],
    ['loginOrigins', { loginOrigins: [] }],
    ['loginOrigins', { loginOrigins: ['https://*.example.com'] }],
    ['loginOrigins', { loginOrigins: ['https://chat.example.com/'] }],
    ['loginOrigins', { loginOrigins: ['http://chat.example.com'] }],
  ])('are checked when the client is created: %s', (name, invalid) => {
    expect(() => createPartnerClient({ ...valid, ...invalid })).toThrow(name)
  })

  it('allow http: for this machine, and a path', async () => {
    const { partner, vendor } = client({}, { baseUrl: 'http://127.0.0.1:4000/vendor/' })
    await partner.loginConversation(login)
    expect(vendor.calls[0]?.path).toBe('/vendor/api/settings/accessToken')
  })
})

describe('the access token', () => {
  it('is requested once for many simultaneous calls', async () => {
    const { vendor, mint } = client()
    await Promise.all(Array.from({ length: 100 }, () => mint()))
    expect(vendor.count('accessToken')).toBe(1)
    expect(vendor.count('loginConversation')).toBe(100)
  })

  it('is requested with the credentials, in the documented names', async () => {
    const { vendor, mint } = client()
    await mint()
    expect(vendor.calls[0]).toMatchObject({
      path: '/api/settings/accessToken',
      body: { client_id: 'client', client_secret: clientSecret },
    })
  })

  it('is reported with the duration of its request', async () => {
    const { events, mint } = client({ tokens: [later(500, token()), later(700, { reason: 2 })] })
    const first = mint()
    await vi.advanceTimersByTimeAsync(500)
    await first
    vi.setSystemTime(start + 60 * minute)
    const second = failure(mint())
    await vi.advanceTimersByTimeAsync(700)
    await second
    expect(events).toMatchObject([
      { type: 'token_refreshed', durationMs: 500 },
      { type: 'token_refused', durationMs: 700 },
    ])
  })

  it('is refreshed a minute before it expires', async () => {
    const { vendor, mint } = client()
    await mint()
    vi.setSystemTime(start + 59 * minute - 1_000)
    await mint()
    expect(vendor.count('accessToken')).toBe(1)
    vi.setSystemTime(start + 59 * minute)
    await mint()
    expect(vendor.count('accessToken')).toBe(2)
    expect(vendor.calls.at(-1)?.headers.get('authorization')).toBe('Bearer token-secret-2')
  })

  it.each([
    ['ten minutes, as a string', String(start / 1_000 + 600), 9 * minute],
    ['ten minutes, as a number', start / 1_000 + 600, 9 * minute],
    ['30 seconds', start / 1_000 + 30, 27_000],
    ['a day', start / 1_000 + 86_400, 59 * minute],
    ['a time in the past', start / 1_000 - 600, 59 * minute],
    ['the current time', start / 1_000, 59 * minute],
    ['missing', undefined, 59 * minute],
    ['not a number', 'soon', 59 * minute],
  ])('with an expiry that is %s is kept accordingly', async (_, expiration_time, kept) => {
    const { vendor, mint } = client({ tokens: [{ ...token(1), expiration_time }, token(2)] })
    await mint()
    vi.setSystemTime(start + kept - 1)
    await mint()
    expect(vendor.count('accessToken')).toBe(1)
    vi.setSystemTime(start + kept)
    await mint()
    expect(vendor.count('accessToken')).toBe(2)
  })

  it('that the vendor refuses is refreshed, and the call is repeated', async () => {
    const { vendor, events, mint } = client({ logins: [{ status: 'FAIL', reason: 3 }, okAnswer] })
    await mint()
    expect(vendor.count('accessToken')).toBe(2)
    expect(vendor.calls.at(-1)?.headers.get('authorization')).toBe('Bearer token-secret-2')
    expect(events.map(({ type }) => type)).toEqual(['token_refreshed', 'token_refreshed'])
  })

  it('that many simultaneous calls see refused is refreshed once', async () => {
    let refused = 0
    const { vendor, mint } = client({
      logins: [async () => Response.json(++refused <= 20 ? { status: 'FAIL', reason: 3 } : okAnswer)],
    })
    await Promise.all(Array.from({ length: 20 }, () => mint()))
    expect(vendor.count('accessToken')).toBe(2)
  })

  it('that is refused right after a refresh is not refreshed again', async () => {
    const { vendor, mint } = client({ logins: [{ status: 'FAIL', reason: 3 }] })
    expect(await failure(mint())).toMatchObject({ code: 'misconfigured', reason: 3 })
    expect(vendor.count('accessToken')).toBe(2)
    expect(vendor.count('loginConversation')).toBe(2)
  })

  it('is refreshed after a 401 without a body', async () => {
    const { vendor, mint } = client({ logins: [new Response('', { status: 401 }), okAnswer] })
    await mint()
    expect(vendor.count('accessToken')).toBe(2)
  })

  it('that one call saw refused is used again while no other is available', async () => {
    const logins = [{ status: 'FAIL', reason: 3 }, okAnswer]
    const { vendor, mint } = client({ logins, tokens: [token(), new Response('<html>')] })
    expect(await failure(mint())).toMatchObject({ code: 'vendor_unavailable' })
    await mint()
    expect(vendor.calls.at(-1)?.headers.get('authorization')).toBe('Bearer token-secret-1')
  })

  it('does not need a reason beside it', async () => {
    const { mint } = client({ tokens: [{ ...token(), reason: undefined }] })
    expect(await mint()).toMatchObject({ conversationId: 165 })
  })

  it('is ignored beside a reason that contradicts it', async () => {
    const { vendor, mint } = client({ tokens: [{ ...token(), reason: 2 }] })
    expect(await failure(mint())).toMatchObject({ code: 'misconfigured', reason: 2 })
    expect(vendor.count('loginConversation')).toBe(0)
  })

  it.each([
    ['that cannot be sent in a header', { ...token(), access_token: 'a\r\nb' }],
    ['with a space', { ...token(), access_token: 'a b' }],
    ['with characters of another script', { ...token(), access_token: 'aסוד' }],
    ['that is longer than any header', { ...token(), access_token: 'a'.repeat(8_193) }],
    ['that is empty', { ...token(), access_token: '' }],
    ['that is a number', { ...token(), access_token: 1 }],
    ['that is missing', { ...token(), access_token: undefined }],
    ['that is not in JSON', new Response('<html>')],
  ])('%s is a failure of the vendor', async (_, answer) => {
    const { vendor, mint } = client({ tokens: [answer] })
    expect(await failure(mint())).toMatchObject({ code: 'vendor_unavailable', status: 502 })
    expect(vendor.count('loginConversation')).toBe(0)
  })

  it('is requested again if a refresh never ends, as in a worker whose request was dropped', async () => {
    const { vendor, mint } = client({ tokens: [hang, token()] }, { timeout: 1_000_000 })
    void failure(mint())
    await vi.advanceTimersByTimeAsync(1_000)
    vi.setSystemTime(start + 2_000_000)
    const waiting = mint()
    await vi.advanceTimersByTimeAsync(1_000)
    expect(vendor.count('accessToken')).toBe(1)
    vi.setSystemTime(start + 2_000_001)
    await mint()
    expect(vendor.count('accessToken')).toBe(2)
    void failure(waiting)
  })

  it('that arrives late does not disturb the refresh that replaced its own', async () => {
    const waiting: ((response: Response) => void)[] = []
    const slow = () => new Promise<Response>((resolve) => waiting.push(resolve))
    const { vendor, mint } = client({ tokens: [slow] }, { timeout: 1_000_000 })
    const calls = [mint()]
    vi.setSystemTime(start + 2_000_001)
    calls.push(mint())
    await vi.advanceTimersByTimeAsync(1)
    waiting[0]?.(new Response('<html>'))
    expect(await failure(calls[0] as Promise<unknown>)).toMatchObject({ code: 'vendor_unavailable' })
    calls.push(mint())
    await vi.advanceTimersByTimeAsync(1)
    expect(vendor.count('accessToken')).toBe(2)
    waiting[1]?.(Response.json(token()))
    await Promise.all(calls.slice(1))
    expect(vendor.count('loginConversation')).toBe(2)
  })

  it('is requested again by the next call after the vendor failed', async () => {
    const { mint } = client({ tokens: [new Response('<html>'), token()] })
    expect(await failure(mint())).toMatchObject({ code: 'vendor_unavailable' })
    await mint()
  })
})

describe('refused credentials', () => {
  it('are not tried again for a while, which grows', async () => {
    const { vendor, mint } = client({ tokens: [{ reason: 2 }] })
    for (let call = 0; call < 10; call += 1) {
      expect(await failure(mint())).toMatchObject({ code: 'misconfigured', status: 502 })
    }
    expect(vendor.count('accessToken')).toBe(1)
    vi.setSystemTime(start + minute)
    await failure(mint())
    expect(vendor.count('accessToken')).toBe(2)
    vi.setSystemTime(start + 2 * minute)
    await failure(mint())
    expect(vendor.count('accessToken')).toBe(2)
    vi.setSystemTime(start + 3 * minute)
    await failure(mint())
    expect(vendor.count('accessToken')).toBe(3)
  })

  it('may be refused with only a status', async () => {
    const { vendor, mint } = client({ tokens: [new Response('', { status: 401 })] })
    const error = await failure(mint())
    expect(error).toMatchObject({ code: 'misconfigured' })
    expect(error).not.toHaveProperty('reason')
    await failure(mint())
    expect(vendor.count('accessToken')).toBe(1)
  })

  it('are not assumed from a status beside another reason', async () => {
    const { vendor, mint } = client({ tokens: [Response.json({ reason: 999 }, { status: 401 })] })
    expect(await failure(mint())).toMatchObject({ code: 'vendor_unavailable', reason: 999 })
    await failure(mint())
    expect(vendor.count('accessToken')).toBe(2)
  })

  it('are tried again after 15 minutes at most', async () => {
    const { vendor, mint } = client({ tokens: [{ reason: 2 }] })
    for (let tries = 1; tries <= 8; tries += 1) {
      await failure(mint())
      expect(vendor.count('accessToken')).toBe(tries)
      vi.setSystemTime(Date.now() + 15 * minute)
    }
  })

  it('lead to a message with the fix and the length of the pause', async () => {
    const { mint } = client({ tokens: [{ reason: 2 }] })
    expect((await failure(mint()))?.message).toMatch(/clientId and clientSecret.* No requests for the next 60 s:/)
    vi.setSystemTime(start + 59_999)
    expect((await failure(mint()))?.message).toContain('for the next 1 s:')
  })

  it('are reported once', async () => {
    const { events, mint } = client({ tokens: [{ reason: 2 }] })
    await failure(mint())
    await failure(mint())
    expect(events).toMatchObject([{ type: 'token_refused', code: 'misconfigured', reason: 2 }])
  })

  it('that get this address blocked make the browser wait for the same time', async () => {
    const { vendor, mint } = client({ tokens: [{ reason: 3 }] })
    const blocked = await failure(mint())
    expect(blocked).toMatchObject({ code: 'vendor_unavailable', status: 503, retryAfterSeconds: 60, reason: 3 })
    expect(blocked?.message).toMatch(/blocked this server's address.* Check clientId and clientSecret.* next 60 s /)
    vi.setSystemTime(start + 20_000)
    expect(await failure(mint())).toMatchObject({ code: 'vendor_unavailable', status: 503, retryAfterSeconds: 40 })
    expect(vendor.count('accessToken')).toBe(1)
  })

  it('work again after a correction', async () => {
    const { mint } = client({ tokens: [{ reason: 2 }, token()] })
    await failure(mint())
    vi.setSystemTime(start + minute)
    await mint()
  })

  it('of a login call are not tried again either', async () => {
    const { vendor, mint } = client({ logins: [{ status: 'FAIL', reason: 2 }] })
    expect(await failure(mint())).toMatchObject({ code: 'misconfigured', reason: 2 })
    expect(vendor.count('accessToken')).toBe(1)
    expect(vendor.count('loginConversation')).toBe(1)
  })
})

describe('the network', () => {
  it('may fail once', async () => {
    const { vendor, mint } = client({ tokens: [reset, token()], logins: [reset, okAnswer] })
    await mint()
    expect(vendor.count('accessToken')).toBe(2)
    expect(vendor.count('loginConversation')).toBe(2)
  })

  it('may cut off an answer once', async () => {
    const broken = async () =>
      new Response(
        new ReadableStream({
          start(controller) {
            controller.error(new TypeError('terminated'))
          },
        }),
      )
    const { mint } = client({ logins: [broken, okAnswer] })
    await mint()
  })

  it('that fails twice is a failure, with the code of the system', async () => {
    const { vendor, mint } = client({ logins: [reset] })
    const error = await failure(mint())
    expect(error).toMatchObject({ code: 'vendor_unavailable', status: 502 })
    expect(error?.message).toContain('ECONNRESET')
    expect(vendor.count('loginConversation')).toBe(2)
  })

  it('that is silent fails after the timeout, without a second attempt', async () => {
    const { vendor, mint } = client({ logins: [hang] })
    const answer = failure(mint())
    await vi.advanceTimersByTimeAsync(5_000)
    expect(await answer).toMatchObject({ code: 'vendor_unavailable', status: 504 })
    expect(vendor.count('loginConversation')).toBe(1)
  })
})

describe('a caller that aborts', () => {
  it('ends its own call', async () => {
    const { mint } = client({ logins: [hang] })
    const controller = new AbortController()
    const answer = failure(mint(controller.signal))
    await vi.advanceTimersByTimeAsync(10)
    controller.abort(new Error('gone'))
    expect((await answer)?.message).toBe('gone')
  })

  it('before the call makes none', async () => {
    const { vendor, mint } = client()
    expect((await failure(mint(AbortSignal.abort(new Error('gone')))))?.message).toBe('gone')
    expect(vendor.count('loginConversation')).toBe(0)
  })

  it('does not end the refresh that others wait for', async () => {
    let answerToken: (response: Response) => void = () => {}
    const slow = () =>
      new Promise<Response>((resolve) => {
        answerToken = resolve
      })
    const { vendor, mint } = client({ tokens: [slow] })
    const controller = new AbortController()
    const first = failure(mint(controller.signal))
    const second = mint()
    await vi.advanceTimersByTimeAsync(10)
    controller.abort(new Error('gone'))
    expect((await first)?.message).toBe('gone')
    answerToken(Response.json(token()))
    await second
    expect(vendor.count('accessToken')).toBe(1)
    expect(vendor.count('loginConversation')).toBe(1)
  })
})

describe('a link', () => {
  it('expires 300 seconds after its call was sent, however long the token took', async () => {
    const { mint } = client({ tokens: [later(4_000, token())], logins: [later(2_500, okAnswer)] })
    const link = mint()
    await vi.advanceTimersByTimeAsync(6_500)
    expect(await link).toMatchObject({ expiresInSeconds: 297, conversationId: 165, inboxId: 12 })
  })

  it('may lead to a configured white-label origin', async () => {
    const answer = { ...okAnswer, server: 'eu1', login: 'https://eu1.chat.example/app/login?t=1' }
    const { partner } = client({ logins: [answer] }, { loginOrigins: ['https://{server}.chat.example'] })
    const link = await partner.loginConversation({ ...login, server: 'eu1' })
    expect(link.url).toBe(answer.login)
    expect(await failure(partner.loginConversation(login))).toMatchObject({ code: 'misconfigured' })
  })

  it('into a workspace does not need a target', async () => {
    const { partner, vendor } = client()
    await partner.loginAgent({ accountId: 4142, agentId: 3142, server: 'online' })
    expect(vendor.calls[1]).toMatchObject({
      path: '/api/online/loginAgent',
      body: { accountID: 4142, agentID: 3142, server: 'online' },
    })
  })

  it.each([
    ['invalid_request', { conversationId: undefined }],
    ['invalid_request', { email: undefined }],
    ['contact_invalid', { phoneNumber: '050-123' }],
    ['internal_error', { agentId: -1 }],
    ['internal_error', { server: 'online.99digital.co.il' }],
  ])('for an invalid login fails with %s, without a call', async (code, invalid) => {
    const { partner, vendor } = client()
    expect(await failure(partner.loginConversation({ ...login, ...invalid }))).toMatchObject({ code })
    expect(vendor.calls).toEqual([])
  })
})

describe('redirects', () => {
  it('are not followed, because they would carry the secret to another address', async () => {
    const fetch = vi.fn(async () => new Response(null, { status: 307, headers: { location: 'https://evil.example/' } }))
    const partner = createPartnerClient({ clientId: 'client', clientSecret, fetch })
    expect(await failure(partner.loginConversation(login))).toMatchObject({ code: 'vendor_unavailable' })
    expect(fetch).toHaveBeenCalledOnce()
    expect(fetch).toHaveBeenCalledWith(expect.anything(), expect.objectContaining({ redirect: 'manual' }))
  })
})
