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

describe('every request is answered', () => {
  it('when the vendor hangs', async () => {
    const { handler, events } = loginEndpoint({ logins: [hang] }, {}, { timeout: 60_000 })
    const answer = handler(loginRequest())
    await vi.advanceTimersByTimeAsync(12_000)
    const response = await answer
    expect(response.status).toBe(504)
    expect(await response.json()).toMatchObject({ code: 'vendor_unavailable', status: 504 })
    expect(events.at(-1)).toMatchObject({ type: 'vendor_failed', status: 504, durationMs: 12_000 })
  })

  it('when authorize hangs, and nothing is minted when it resolves later', async () => {
    let resolveLate: (value: typeof agent) => void = () => {}
    const authorize: Authorize = () =>
      new Promise((resolve) => {
        resolveLate = resolve
      })
    const { handler, vendor } = loginEndpoint({}, { authorize, deadline: 3_000 })
    const answer = handler(loginRequest())
    await vi.advanceTimersByTimeAsync(3_000)
    const response = await answer
    expect(response.status).toBe(503)
    expect(await response.json()).toMatchObject({ code: 'unavailable' })
    resolveLate(agent)
    await vi.advanceTimersByTimeAsync(1_000)
    expect(vendor.calls).toEqual([])
  })

  it('when a custom fetch ignores the signal', async () => {
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

describe('a browser that disconnects', () => {
  it('aborts the call to the vendor', async () => {
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

  it('before the target was authorized causes no call to the vendor', async () => {
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
  const attempt = (signal = new AbortController().signal) => new LoginAttempt({ signal }, 1_000)

  it('ends when its time is up, and aborts its signal with the reason', async () => {
    const one = attempt()
    const outcome = one.run(hang).catch((error) => error)
    await vi.advanceTimersByTimeAsync(999)
    expect(one.signal.aborted).toBe(false)
    await vi.advanceTimersByTimeAsync(1)
    expect(await outcome).toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining('The deadline of 1000 ms passed in the step "request"'),
    })
    expect(one.signal.reason).toBe(await outcome)
    expect(() => one.enter('authorize')).toThrow('The deadline of 1000 ms passed')
  })

  it('ends immediately if the browser has already disconnected', async () => {
    const caller = AbortSignal.abort()
    const one = attempt(caller)
    const work = vi.fn()
    await expect(one.run(work)).rejects.toBe(caller.reason)
    expect(work).not.toHaveBeenCalled()
    expect(() => one.enter('authorize')).toThrow(caller.reason)
  })

  it('runs on platforms whose requests have no signal', async () => {
    const one = new LoginAttempt({} as Request, 1_000)
    expect(await one.run(async () => 7)).toBe(7)
    expect(one.failed(undefined).event).toMatchObject({ type: 'refused' })
  })

  it('ends once, with what comes first', async () => {
    const caller = new AbortController()
    const one = attempt(caller.signal)
    const outcome = one.run(hang).catch((error) => error)
    caller.abort()
    await vi.advanceTimersByTimeAsync(1_000)
    expect(await outcome).toBe(caller.signal.reason)
    expect(one.signal.reason).toBe(caller.signal.reason)
    expect(one.failed(await outcome)).toMatchObject({
      error: { code: 'unavailable', message: expect.stringContaining('The browser disconnected') },
      event: { type: 'aborted', durationMs: 1_000 },
    })
  })

  it('keeps what an earlier step knew and a later one does not', () => {
    const one = attempt()
    one.enter('authorize', { conversationId: 165, inboxId: undefined })
    one.enter('limiter', { userId: 'u1', conversationId: undefined })
    expect(one.subject).toStrictEqual({ userId: 'u1', conversationId: 165 })
  })

  it('measures its duration with the monotonic clock', async () => {
    await vi.advanceTimersByTimeAsync(500)
    const one = attempt()
    await vi.advanceTimersByTimeAsync(200)
    expect(one.minted(270)).toStrictEqual({ type: 'minted', expiresInSeconds: 270, durationMs: 200 })
  })

  it.each([
    [
      'of the vendor, with a reason',
      'vendor',
      new LoginError('misconfigured', 'why', { reason: 29 }),
      { type: 'vendor_failed', status: 502, code: 'misconfigured', reason: 29 },
    ],
    [
      'of the vendor, without a reason',
      'vendor',
      new LoginError('vendor_unavailable', 'why'),
      { type: 'vendor_failed', status: 502, code: 'vendor_unavailable' },
    ],
    [
      'of the host',
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
  })
})
