import { afterEach, describe, expect, it, vi } from 'vitest'
import { endlessAnswer } from '../../testing/endlessAnswer.js'
import { LoginError } from '../LoginError.js'
import { createVendorCall, type VendorCallContext } from './createVendorCall.js'

const start = Date.parse('2026-01-01T00:00:00Z')
/** The longest answer that is read. */
const longest = 64 * 1024

afterEach(() => void vi.useRealTimers())

/** A call to a vendor with these answers, in order. Anything but a response is thrown. */
function vendor(...answers: unknown[]) {
  const fetch = vi.fn(async (_url: string | URL | Request, _init?: RequestInit) => {
    const answer = answers.shift()
    if (answer instanceof Response || answer instanceof Promise) return answer as Response
    throw answer
  })
  const call = createVendorCall({ baseUrl: 'https://partners.example/v1', timeoutMs: 5_000, fetch, now: () => start })
  return { fetch, call: (context?: VendorCallContext) => call('/api/x', { a: 1 }, context) }
}

const failed = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (error: unknown) => error,
  )

describe('a request', () => {
  it('is JSON, accepts JSON, and does not follow redirects', async () => {
    const { fetch, call } = vendor(Response.json({}))
    await call()
    const [url, init] = fetch.mock.calls[0] ?? []
    expect(url).toBe('https://partners.example/v1/api/x')
    expect(init).toMatchObject({ method: 'POST', body: '{"a":1}', redirect: 'manual' })
    expect(init?.headers).toStrictEqual({ 'content-type': 'application/json', accept: 'application/json' })
  })

  it('has the headers for the token and the trace, if there are any', async () => {
    const { fetch, call } = vendor(Response.json({}))
    await call({ token: 't', traceparent: '00-1-2-01' })
    expect(fetch.mock.calls[0]?.[1]?.headers).toMatchObject({ authorization: 'Bearer t', traceparent: '00-1-2-01' })
  })
})

/** An answer without a `Content-Length`. */
function streamed(...chunks: (string | Uint8Array)[]): Response {
  const left = chunks.map((chunk) => (typeof chunk === 'string' ? new TextEncoder().encode(chunk) : chunk))
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

/** JSON of this many bytes. */
const jsonOf = (bytes: number) => JSON.stringify({ a: 'x'.repeat(bytes - 8) })

function stated(text: string, headers: Record<string, string> = {}): Response {
  return new Response(text, { headers: { 'content-length': String(text.length), ...headers } })
}

describe('an answer', () => {
  it('has its status, its body and the time of its call', async () => {
    const { call } = vendor(Response.json({ status: 'OK' }, { status: 418 }))
    expect(await call()).toStrictEqual({ status: 418, body: { status: 'OK' }, sentAt: start })
  })

  it.each(['<html>', '[1]', 'null', '"a"', '1', ''])(
    'that is not a JSON object counts as one without a body: %s',
    async (text) => {
      expect(await vendor(stated(text)).call()).toStrictEqual({ status: 200, sentAt: start })
      expect(await vendor(streamed(text)).call()).toStrictEqual({ status: 200, sentAt: start })
    },
  )

  it('with status 204 has no body', async () => {
    expect(await vendor(new Response(null, { status: 204 })).call()).toStrictEqual({ status: 204, sentAt: start })
  })

  it('in chunks is joined, even if a chunk ends inside a character', async () => {
    const bytes = new TextEncoder().encode('{"a":"é"}')
    expect(await vendor(streamed(bytes.slice(0, 7), bytes.slice(7))).call()).toMatchObject({ body: { a: 'é' } })
  })

  it.each([
    ['stated', stated],
    ['unstated', (text: string) => streamed(text.slice(0, 40_000), text.slice(40_000))],
    ['compressed', (text: string) => stated(text, { 'content-length': '20', 'content-encoding': 'gzip' })],
    // With Transfer-Encoding: chunked as well, Deno and Bun read to the end of the chunks.
    ['wrong', (text: string) => stated(text, { 'content-length': '5' })],
  ])('is read up to 64 kB, with a length that is %s', async (_, answer) => {
    expect(await vendor(answer(jsonOf(longest))).call()).toHaveProperty('body')
    expect(await vendor(answer(jsonOf(longest + 1))).call()).toStrictEqual({ status: 200, sentAt: start })
  })

  it.each([
    ['a success', 200, {}],
    ['a failure', 500, {}],
    ['a success with a wrong length', 200, { 'content-length': '5' }],
    ['a failure with a wrong length', 502, { 'content-length': '5' }],
  ])('that is too long is not read to its end: %s', async (_, status, headers) => {
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
  ])('with Retry-After: %s means %s s', async (header, seconds) => {
    const answer = Response.json({})
    // The raw value: `Headers` would trim it.
    vi.spyOn(answer.headers, 'get').mockImplementation((name) => (name === 'retry-after' ? header : null))
    const { retryAfterSeconds } = await vendor(answer).call()
    expect(retryAfterSeconds).toBe(seconds)
  })
})

describe('a call', () => {
  const reset = new TypeError('fetch failed', { cause: { code: 'ECONNRESET' } })

  it('is repeated once when the connection breaks', async () => {
    const { fetch, call } = vendor(reset, Response.json({ a: 2 }))
    expect(await call()).toMatchObject({ body: { a: 2 } })
    expect(fetch).toHaveBeenCalledTimes(2)
  })

  it.each([
    ['the code of its cause', reset, 'ECONNRESET'],
    ['the error’s own code', Object.assign(new Error('x'), { code: 'EPIPE' }), 'EPIPE'],
    ['nothing else, without a code', new TypeError('fetch failed'), 'no connection, or it broke'],
    ['nothing else, for a string', 'odd', 'no connection, or it broke'],
    ['nothing else, for null', null, 'no connection, or it broke'],
    [
      'nothing else, for a code that is a sentence',
      new TypeError('x', { cause: { code: 'see https://a.example' } }),
      'no connection',
    ],
    [
      'nothing else, for a code with a suffix',
      new TypeError('x', { cause: { code: 'EPIPE s3cret' } }),
      'no connection',
    ],
    [
      'nothing else, for a code with a prefix',
      new TypeError('x', { cause: { code: 's3cret EPIPE' } }),
      'no connection',
    ],
    ['nothing else, for a cause that is a string', new TypeError('x', { cause: 'EPIPE' }), 'no connection'],
  ])('that breaks twice fails, and the error has %s', async (_, error, words) => {
    const { fetch, call } = vendor(error, error)
    const thrown = await failed(call())
    expect(thrown).toBeInstanceOf(LoginError)
    expect(thrown).toMatchObject({ code: 'vendor_unavailable', status: 502, message: expect.stringContaining(words) })
    expect(String(thrown)).not.toContain('s3cret')
    expect(fetch).toHaveBeenCalledTimes(2)
  })

  it('that takes too long fails, aborts its request, and is not repeated', async () => {
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

  it('that is aborted fails with the reason, and aborts its request', async () => {
    const { fetch, call } = vendor(new Promise(() => {}))
    const caller = new AbortController()
    const thrown = failed(call({ signal: caller.signal }))
    caller.abort('gone')
    expect(await thrown).toBe('gone')
    expect(fetch).toHaveBeenCalledOnce()
    expect(fetch.mock.calls[0]?.[1]?.signal?.aborted).toBe(true)
  })

  it('with an aborted signal is not made', async () => {
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
    expect(removed.mock.calls).toEqual(added.mock.calls)
  })
})
