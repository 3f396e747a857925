import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { agent, loginEndpoint } from '../../testing/loginEndpoint.js'
import { loginRequest } from '../../testing/loginRequest.js'

beforeEach(() => {
  vi.useFakeTimers({ now: Date.UTC(2026, 0, 1) })
})
afterEach(() => {
  vi.useRealTimers()
})

describe('the default limit', () => {
  it('allows a user 30 links a minute, then says how long to wait', async () => {
    const { handler, vendor, events } = loginEndpoint()
    for (let link = 0; link < 30; link += 1) expect((await handler(loginRequest())).status).toBe(200)
    vi.advanceTimersByTime(20_500)
    const response = await handler(loginRequest())
    expect(response.status).toBe(429)
    expect(response.headers.get('retry-after')).toBe('40')
    expect(await response.json()).toMatchObject({ code: 'rate_limited', retryAfterSeconds: 40 })
    const why = expect.stringContaining('The user requested too many links. Wait 40 s')
    expect(events.at(-1)).toMatchObject({ type: 'refused', code: 'rate_limited', why, ...agent })
    expect(vendor.count('loginConversation')).toBe(30)
    vi.advanceTimersByTime(40_000)
    expect((await handler(loginRequest())).status).toBe(200)
  })

  it('counts each user separately', async () => {
    let userId = 'u1'
    const { handler } = loginEndpoint({}, { authorize: () => ({ ...agent, userId }) })
    for (let link = 0; link < 31; link += 1) await handler(loginRequest())
    userId = 'u2'
    expect((await handler(loginRequest())).status).toBe(200)
  })

  it('does not count requests that were refused before it', async () => {
    const { handler } = loginEndpoint()
    for (let link = 0; link < 31; link += 1)
      await handler(loginRequest({ headers: { 'sec-fetch-site': 'cross-site' } }))
    for (let link = 0; link < 31; link += 1) await handler(loginRequest({ body: {} }))
    expect((await handler(loginRequest())).status).toBe(200)
  })

  it('counts attempts, including those without a link', async () => {
    const { handler, vendor } = loginEndpoint({ logins: [{ status: 'FAIL', reason: 36 }] })
    for (let attempt = 0; attempt < 30; attempt += 1) expect((await handler(loginRequest())).status).toBe(404)
    expect((await handler(loginRequest())).status).toBe(429)
    expect(vendor.count('loginConversation')).toBe(30)
  })

  it('can be turned off', async () => {
    const { handler } = loginEndpoint({}, { limiter: false })
    for (let link = 0; link < 40; link += 1) expect((await handler(loginRequest())).status).toBe(200)
  })
})

describe("a host's limiter", () => {
  it('must have a consume method', () => {
    const words = 'limiter must have a consume method, as rate-limiter-flexible has (misconfigured'
    expect(() => loginEndpoint({}, { limiter: {} as never })).toThrow(words)
  })

  it('is called with the userId', async () => {
    const limiter = { consume: vi.fn(async () => {}) }
    await loginEndpoint({}, { limiter }).handler(loginRequest())
    expect(limiter.consume).toHaveBeenCalledExactlyOnceWith('u1')
  })

  it('that rejects as rate-limiter-flexible does means 429', async () => {
    const limiter = { consume: () => Promise.reject({ msBeforeNext: 1_234, remainingPoints: 0 }) }
    const { handler, vendor } = loginEndpoint({}, { limiter })
    const response = await handler(loginRequest())
    expect(response.status).toBe(429)
    expect(response.headers.get('retry-after')).toBe('2')
    expect(vendor.calls).toEqual([])
  })

  it.each([
    ['a union of limiters', { burst: { msBeforeNext: 500 }, hourly: { msBeforeNext: 61_000 } }, '61'],
    [
      'a limiter in a union with one that failed',
      { down: new Error('ECONNREFUSED'), hourly: { msBeforeNext: 61_000 } },
      '61',
    ],
    ['a limiter that blocks for ever', { msBeforeNext: Number.MAX_SAFE_INTEGER }, '86400'],
  ])('of another shape means 429: %s', async (_, rejection, retryAfter) => {
    const { handler, events } = loginEndpoint({}, { limiter: { consume: () => Promise.reject(rejection) } })
    const response = await handler(loginRequest())
    expect(response.status).toBe(429)
    expect(response.headers.get('retry-after')).toBe(retryAfter)
    expect(events.map(({ type }) => type)).toEqual(['refused'])
  })

  it('that rejects without a number counts as failed', async () => {
    const { handler, events } = loginEndpoint(
      {},
      { limiter: { consume: () => Promise.reject({ msBeforeNext: Number.NaN }) } },
    )
    expect((await handler(loginRequest())).status).toBe(200)
    expect(events[0]).toMatchObject({ type: 'limiter_failed' })
  })

  const error = new Error('ECONNREFUSED')
  const downs: [string, () => Promise<unknown>][] = [
    ['fails', () => Promise.reject(error)],
    [
      'throws',
      () => {
        throw error
      },
    ],
    ['hangs', () => new Promise(() => {})],
  ]

  it.each(downs)('that %s is replaced by the default limit', async (_, consume) => {
    const { handler, events } = loginEndpoint({}, { limiter: { consume } })
    const statuses = Promise.all(Array.from({ length: 31 }, async () => (await handler(loginRequest())).status))
    await vi.advanceTimersByTimeAsync(1_000)
    expect((await statuses).filter((status) => status === 200)).toHaveLength(30)
    expect((await statuses).filter((status) => status === 429)).toHaveLength(1)
    expect(events[0]).toMatchObject({ type: 'limiter_failed', error: expect.any(Error), ...agent })
  })

  it.each(downs)('that %s stops links if limiterFallback is refuse', async (_, consume) => {
    const { handler, vendor, events } = loginEndpoint({}, { limiter: { consume }, limiterFallback: 'refuse' })
    const answer = handler(loginRequest())
    await vi.advanceTimersByTimeAsync(1_000)
    const response = await answer
    expect(response.status).toBe(503)
    expect(response.headers.get('retry-after')).toBe('5')
    expect(await response.json()).toMatchObject({ code: 'unavailable' })
    const why = expect.stringContaining(
      'The limiter is down, and limiterFallback is "refuse". Check the limiter and its store',
    )
    expect(events.at(-1)).toMatchObject({ type: 'refused', code: 'unavailable', why })
    expect(vendor.calls).toEqual([])
  })

  it('that blocks for less than a second makes the browser wait for one', async () => {
    const { handler } = loginEndpoint({}, { limiter: { consume: () => Promise.reject({ msBeforeNext: 0 }) } })
    expect((await handler(loginRequest())).headers.get('retry-after')).toBe('1')
  })

  it('counts if it answers just in time', async () => {
    const consume = () => new Promise((resolve) => setTimeout(resolve, 999))
    const { handler, events } = loginEndpoint({}, { limiter: { consume } })
    const answer = handler(loginRequest())
    await vi.advanceTimersByTimeAsync(999)
    expect((await answer).status).toBe(200)
    expect(events.map(({ type }) => type)).toEqual(['token_refreshed', 'minted'])
  })

  it('that failed is not called for five seconds', async () => {
    const consume = vi.fn(() => Promise.reject(error))
    const { handler, events } = loginEndpoint({}, { limiter: { consume } })
    await handler(loginRequest())
    vi.advanceTimersByTime(4_999)
    await handler(loginRequest())
    expect(consume).toHaveBeenCalledOnce()
    vi.advanceTimersByTime(1)
    await handler(loginRequest())
    expect(consume).toHaveBeenCalledTimes(2)
    expect(events.filter(({ type }) => type === 'limiter_failed')).toHaveLength(2)
  })
})
