import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { agent, loginEndpoint } from '../../testing/loginEndpoint.js'
import { loginRequest } from '../../testing/loginRequest.js'
import { LoginError } from '../LoginError.js'
import type { Authorize } from './authorizeTarget.js'
import { LoginAttempt } from './LoginAttempt.js'

beforeEach(() => {
  vi.useFakeTimers({ now: Date.UTC(2026, 0, 1) })
})
afterEach(() => {
  vi.useRealTimers()
})

const hang = () => new Promise<never>(() => {})

describe('every request has its answer', () => {
  it('when the vendor hangs at every step', async () => {
    const { handler, events } = loginEndpoint({ logins: [hang] }, {}, { timeout: 60_000 })
    const answer = handler(loginRequest())
    await vi.advanceTimersByTimeAsync(12_000)
    const response = await answer
    expect(response.status).toBe(504)
    expect(await response.json()).toMatchObject({ code: 'vendor_unavailable', status: 504 })
    expect(events.at(-1)).toMatchObject({ type: 'vendor_failed', status: 504, durationMs: 12_000 })
  })

  it('when authorize hangs, and then nothing is minted although it comes round', async () => {
    let comeRound: (value: typeof agent) => void = () => {}
    const authorize: Authorize = () =>
      new Promise((resolve) => {
        comeRound = resolve
      })
    const { handler, vendor } = loginEndpoint({}, { authorize, deadline: 3_000 })
    const answer = handler(loginRequest())
    await vi.advanceTimersByTimeAsync(3_000)
    const response = await answer
    expect(response.status).toBe(503)
    expect(await response.json()).toMatchObject({ code: 'unavailable' })
    comeRound(agent)
    await vi.advanceTimersByTimeAsync(1_000)
    expect(vendor.calls).toEqual([])
  })

  it('when a custom fetch does not heed the signal', async () => {
    const { handler } = loginEndpoint({}, {}, { fetch: hang })
    const answer = handler(loginRequest())
    await vi.advanceTimersByTimeAsync(5_000)
    expect((await answer).status).toBe(504)
  })

  it('when onEvent throws or rejects', async () => {
    const bad = () => {
      throw new Error('the logger is down')
    }
    expect((await loginEndpoint({}, { onEvent: bad }).handler(loginRequest())).status).toBe(200)
    expect((await loginEndpoint({}, { onEvent: async () => bad() }).handler(loginRequest())).status).toBe(200)
  })

  it('when something other than the vendor fails at the last step', async () => {
    const error = new Error('a bug')
    const partner = { loginConversation: () => Promise.reject(error), loginAgent: hang }
    const { handler, events } = loginEndpoint({}, { partner })
    const response = await handler(loginRequest())
    expect(response.status).toBe(500)
    expect(events).toMatchObject([{ type: 'refused', code: 'internal_error', error }])
  })
})

describe('a browser that goes away', () => {
  it('stops the call of the vendor', async () => {
    const seen: AbortSignal[] = []
    const fetch = (url: unknown, init?: RequestInit) => {
      if (String(url).endsWith('accessToken')) return Promise.resolve(Response.json({ access_token: 'a', reason: 1 }))
      if (init?.signal) seen.push(init.signal)
      return hang()
    }
    const { handler, events } = loginEndpoint({}, {}, { fetch })
    const controller = new AbortController()
    const answer = handler(loginRequest({ signal: controller.signal }))
    await vi.advanceTimersByTimeAsync(100)
    controller.abort()
    await answer
    expect(seen.map(({ aborted }) => aborted)).toEqual([true])
    expect(events.at(-1)).toMatchObject({ type: 'aborted', ...agent, conversationId: 165 })
  })

  it('before the target was authorized costs no call at all', async () => {
    const controller = new AbortController()
    const authorize: Authorize = async () => {
      controller.abort()
      return agent
    }
    const { handler, vendor } = loginEndpoint({}, { authorize })
    await handler(loginRequest({ signal: controller.signal }))
    expect(vendor.calls).toEqual([])
  })
})

it('leaves no timer behind', async () => {
  const { handler } = loginEndpoint()
  await handler(loginRequest())
  await handler(loginRequest({ body: {} }))
  expect(vi.getTimerCount()).toBe(0)
})

describe('an attempt', () => {
  const attempt = (caller?: AbortSignal) => new LoginAttempt(caller, 1_000)

  it('is under way until its time is up, and tells those that listen', async () => {
    const one = attempt()
    const [told, left] = [vi.fn(), vi.fn()]
    one.addEventListener('abort', told)
    one.addEventListener('abort', left)
    one.removeEventListener('abort', left)
    expect([one.aborted, one.reason]).toEqual([false, undefined])
    await vi.advanceTimersByTimeAsync(1_000)
    expect(one.aborted).toBe(true)
    expect(one.reason).toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining('The deadline of 1000 ms passed in the step "request"'),
    })
    expect(told).toHaveBeenCalledOnce()
    expect(left).not.toHaveBeenCalled()
  })

  it('is over at once for a browser that has gone already', async () => {
    const one = attempt(AbortSignal.abort())
    expect(one.aborted).toBe(true)
    await expect(one.race(new Promise(() => {}))).rejects.toBe(one.reason)
    expect(() => one.enter('authorize')).toThrow('the browser has gone')
  })

  it('has one end: what comes first', async () => {
    const leaving = new AbortController()
    const one = attempt(leaving.signal)
    leaving.abort()
    const { reason } = one
    await vi.advanceTimersByTimeAsync(1_000)
    expect(one.reason).toBe(reason)
    expect(one.failed(reason)).toMatchObject({
      error: { code: 'unavailable', message: expect.stringContaining('The browser has gone') },
      event: { type: 'aborted', durationMs: 1_000 },
    })
  })

  it('keeps what it knew where a later step knows nothing', () => {
    const one = attempt()
    one.enter('authorize', { conversationId: 165, inboxId: undefined })
    one.enter('limiter', { userId: 'u1', conversationId: undefined })
    expect(one.subject).toStrictEqual({ userId: 'u1', conversationId: 165 })
    one.end()
  })

  it('takes its time from the clock that does not jump', async () => {
    await vi.advanceTimersByTimeAsync(500)
    const one = attempt()
    await vi.advanceTimersByTimeAsync(200)
    expect(one.minted(270)).toStrictEqual({ type: 'minted', expiresInSeconds: 270, durationMs: 200 })
    one.end()
  })

  it.each([
    [
      'the vendor, with a reason',
      'vendor',
      new LoginError('misconfigured', 'why', { reason: 29 }),
      { type: 'vendor_failed', status: 502, code: 'misconfigured', reason: 29 },
    ],
    [
      'the vendor, without one',
      'vendor',
      new LoginError('vendor_unavailable', 'why'),
      { type: 'vendor_failed', status: 502, code: 'vendor_unavailable' },
    ],
    [
      'the host’s decision',
      'authorize',
      new LoginError('forbidden', 'why'),
      { type: 'refused', status: 403, code: 'forbidden' },
    ],
  ] as const)('that fails by %s says so', (_, step, thrown, event) => {
    const one = attempt()
    one.enter(step)
    const failed = one.failed(thrown)
    expect(failed.error).toBe(thrown)
    expect(failed.event).toStrictEqual({ ...event, why: thrown.message, durationMs: 0 })
    one.end()
  })

  it.each([
    ['authorize', 'authorize threw something other than Forbidden'],
    ['limiter', 'the step "limiter" threw'],
  ] as const)('that fails in %s by something unknown keeps it for the log', (step, words) => {
    const one = attempt()
    one.enter(step)
    const thrown = new Error('a bug')
    const { error, event } = one.failed(thrown)
    expect(error).toMatchObject({ code: 'internal_error', message: expect.stringContaining(words) })
    expect(event).toStrictEqual({
      type: 'refused',
      code: 'internal_error',
      status: 500,
      why: error.message,
      error: thrown,
      durationMs: 0,
    })
    one.end()
  })
})
