import { afterEach, describe, expect, it, vi } from 'vitest'
import { endlessAnswer } from '../../testing/endlessAnswer.js'
import { LoginError } from '../LoginError.js'
import { createVendorCall, type VendorCallExtras } from './createVendorCall.js'

const start = Date.parse('2026-01-01T00:00:00Z')
/** The longest answer that is read. */
const longest = 64 * 1024

afterEach(() => void vi.useRealTimers())

/** A call of a vendor that gives these answers, one after the other; those that are not responses are thrown. */
function vendor(...answers: unknown[]) {
  const fetch = vi.fn(async (_url: string | URL | Request, _init?: RequestInit) => {
    const answer = answers.shift()
    if (answer instanceof Response || answer instanceof Promise) return answer as Response
    throw answer
  })
  const call = createVendorCall({ baseUrl: 'https://partners.example/v1', timeout: 5_000, fetch, now: () => start })
  return { fetch, call: (extras?: VendorCallExtras) => call('/api/x', { a: 1 }, extras) }
}

const failed = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (error: unknown) => error,
  )

describe('the request', () => {
  it('is JSON, asks for JSON, and follows no redirect', async () => {
    const { fetch, call } = vendor(Response.json({}))
    await call()
    const [url, init] = fetch.mock.calls[0] ?? []
    expect(url).toBe('https://partners.example/v1/api/x')
    expect(init).toMatchObject({ method: 'POST', body: '{"a":1}', redirect: 'manual' })
    expect(init?.headers).toStrictEqual({ 'content-type': 'application/json', accept: 'application/json' })
  })

  it('carries the token and the trace when there are any', async () => {
    const { fetch, call } = vendor(Response.json({}))
    await call({ token: 't', traceparent: '00-1-2-01' })
    expect(fetch.mock.calls[0]?.[1]?.headers).toMatchObject({ authorization: 'Bearer t', traceparent: '00-1-2-01' })
  })
})

/** An answer whose length nobody has stated. */
function streamed(...pieces: (string | Uint8Array)[]): Response {
  const left = pieces.map((piece) => (typeof piece === 'string' ? new TextEncoder().encode(piece) : piece))
  return new Response(
    new ReadableStream({
      pull(controller) {
        const next = left.shift()
        if (next) controller.enqueue(next)
        else controller.close()
      },
    }),
  )
}

/** JSON of so many bytes. */
const jsonOf = (bytes: number) => JSON.stringify({ a: 'x'.repeat(bytes - 8) })

function stated(text: string, headers: Record<string, string> = {}): Response {
  return new Response(text, { headers: { 'content-length': String(text.length), ...headers } })
}

describe('an answer', () => {
  it('has its status, its body and the time of its call', async () => {
    const { call } = vendor(Response.json({ status: 'OK' }, { status: 418 }))
    expect(await call()).toStrictEqual({ status: 418, body: { status: 'OK' }, sentAt: start })
  })

  it.each(['<html>', '[1]', 'null', '"a"', '1', ''])('without an object is one without a body: %s', async (text) => {
    expect(await vendor(stated(text)).call()).toStrictEqual({ status: 200, sentAt: start })
    expect(await vendor(streamed(text)).call()).toStrictEqual({ status: 200, sentAt: start })
  })

  it('that has no body at all is one without a body', async () => {
    expect(await vendor(new Response(null, { status: 204 })).call()).toStrictEqual({ status: 204, sentAt: start })
  })

  it('in pieces is read as one, also where a piece ends inside a letter', async () => {
    const bytes = new TextEncoder().encode('{"a":"é"}')
    expect(await vendor(streamed(bytes.slice(0, 7), bytes.slice(7))).call()).toMatchObject({ body: { a: 'é' } })
  })

  it.each([
    ['stated', stated],
    ['unstated', (text: string) => streamed(text.slice(0, 40_000), text.slice(40_000))],
    ['compressed', (text: string) => stated(text, { 'content-length': '20', 'content-encoding': 'gzip' })],
    // Sent with Transfer-Encoding: chunked as well, which Deno and Bun read to the end of the chunks.
    ['stated wrongly', (text: string) => stated(text, { 'content-length': '5' })],
  ])('is read up to 64 kB, its length being %s', async (_, answer) => {
    expect(await vendor(answer(jsonOf(longest))).call()).toHaveProperty('body')
    expect(await vendor(answer(jsonOf(longest + 1))).call()).toStrictEqual({ status: 200, sentAt: start })
  })

  it.each([
    ['of a success', 200, {}],
    ['of a failure', 500, {}],
    ['with a length that says otherwise', 200, { 'content-length': '5' }],
    ['of a failure with a length that says otherwise', 502, { 'content-length': '5' }],
  ])('that is too long is not read to its end, the body being one %s', async (_, status, headers) => {
    const { response, cancel, pulled } = endlessAnswer({ status, headers })
    expect(await vendor(response).call()).toStrictEqual({ status, sentAt: start })
    expect(cancel).toHaveBeenCalledOnce()
    expect(pulled()).toBeLessThan(4)
  })

  it.each([
    ['30', 30],
    [' 30 ', 30],
    ['0', 0],
    ['Thu, 01 Jan 2026 00:01:00 GMT', 60],
    ['Thu, 01 Jan 2026 00:00:00 GMT', 0],
    ['Wed, 31 Dec 2025 23:59:00 GMT', 0],
    ['soon', undefined],
    ['1e3', undefined],
    ['x30', undefined],
  ])('with Retry-After: %s asks for %s s', async (header, seconds) => {
    const answer = Response.json({})
    // As it came: `Headers` would trim it.
    vi.spyOn(answer.headers, 'get').mockImplementation((name) => (name === 'retry-after' ? header : null))
    const { retryAfterSeconds } = await vendor(answer).call()
    expect(retryAfterSeconds).toBe(seconds)
  })
})

describe('a call', () => {
  const reset = new TypeError('fetch failed', { cause: { code: 'ECONNRESET' } })

  it('whose connection breaks is made once more', async () => {
    const { fetch, call } = vendor(reset, Response.json({ a: 2 }))
    expect(await call()).toMatchObject({ body: { a: 2 } })
    expect(fetch).toHaveBeenCalledTimes(2)
  })

  it.each([
    ['its code', reset, 'ECONNRESET'],
    ['its own code', Object.assign(new Error('x'), { code: 'EPIPE' }), 'EPIPE'],
    ['no more, without one', new TypeError('fetch failed'), 'no connection, or a broken one'],
    ['no more, when it is a text', 'odd', 'no connection, or a broken one'],
    ['no more, when it is null', null, 'no connection, or a broken one'],
    [
      'no more, when the code is none',
      new TypeError('x', { cause: { code: 'see https://a.example' } }),
      'no connection',
    ],
    ['no more, when it begins like one', new TypeError('x', { cause: { code: 'EPIPE s3cret' } }), 'no connection'],
    ['no more, when it ends like one', new TypeError('x', { cause: { code: 's3cret EPIPE' } }), 'no connection'],
    ['no more, when the cause is a text', new TypeError('x', { cause: 'EPIPE' }), 'no connection'],
  ])('that breaks twice fails, and tells %s', async (_, error, words) => {
    const { fetch, call } = vendor(error, error)
    const thrown = await failed(call())
    expect(thrown).toBeInstanceOf(LoginError)
    expect(thrown).toMatchObject({ code: 'vendor_unavailable', status: 502, message: expect.stringContaining(words) })
    expect(String(thrown)).not.toContain('s3cret')
    expect(fetch).toHaveBeenCalledTimes(2)
  })

  it('that takes too long fails, stops its request, and is not made again', async () => {
    vi.useFakeTimers()
    const { fetch, call } = vendor(new Promise(() => {}))
    const thrown = failed(call())
    await vi.advanceTimersByTimeAsync(5_000)
    expect(await thrown).toMatchObject({
      code: 'vendor_unavailable',
      status: 504,
      message: expect.stringContaining('did not answer within 5000 ms'),
    })
    expect(fetch).toHaveBeenCalledOnce()
    expect(fetch.mock.calls[0]?.[1]?.signal?.aborted).toBe(true)
  })

  it('that nobody waits for any more ends for the given reason, and stops its request', async () => {
    const { fetch, call } = vendor(new Promise(() => {}))
    const leaving = new AbortController()
    const thrown = failed(call({ signal: leaving.signal }))
    leaving.abort('gone')
    expect(await thrown).toBe('gone')
    expect(fetch).toHaveBeenCalledOnce()
    expect(fetch.mock.calls[0]?.[1]?.signal?.aborted).toBe(true)
  })

  it('that nobody waits for from the first is not made', async () => {
    const { fetch, call } = vendor()
    expect(await failed(call({ signal: AbortSignal.abort('gone') }))).toBe('gone')
    expect(fetch).not.toHaveBeenCalled()
  })

  it('leaves no timer and no listener behind', async () => {
    vi.useFakeTimers()
    const { signal } = new AbortController()
    const [added, removed] = [vi.spyOn(signal, 'addEventListener'), vi.spyOn(signal, 'removeEventListener')]
    await vendor(Response.json({})).call({ signal })
    expect(vi.getTimerCount()).toBe(0)
    expect(removed.mock.calls[0]).toEqual(added.mock.calls[0]?.slice(0, 2))
  })
})
