import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { agent, loginEndpoint } from '../testing/loginEndpoint.js'
import { loginRequest } from '../testing/loginRequest.js'
import type { Authorize } from './authorizeTarget.js'

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
