import { once } from 'node:events'
import { createServer, request as httpRequest, type RequestListener } from 'node:http'
import { type ClientHttp2Session, createServer as createHttp2Server, connect as openSession } from 'node:http2'
import { type AddressInfo, connect } from 'node:net'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { loginEndpoint } from '../../testing/loginEndpoint.js'
import { target } from '../../testing/loginRequest.js'
import { okAnswer } from '../../testing/scriptedVendor.js'
import { createNodeListener } from './createNodeListener.js'

const stops: (() => void)[] = []
afterEach(() => {
  for (const stop of stops.splice(0)) stop()
  vi.restoreAllMocks()
})

async function serve(listener: RequestListener): Promise<{ url: string; port: number }> {
  const server = createServer(listener)
  stops.push(() => {
    server.close()
    server.closeAllConnections()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}/api/conversation-login`, port }
}

async function openHttp2(listener: ReturnType<typeof createNodeListener>): Promise<ClientHttp2Session> {
  const server = createHttp2Server((request, response) => listener(request as never, response as never))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const session = openSession(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  stops.push(
    () => session.destroy(),
    () => server.close(),
  )
  return session
}

const post = { method: 'POST', headers: { 'content-type': 'application/json' } }

/** Our own handler skips the `Request` body and the `Response`. A function around it does not. */
describe.each(['as it is', 'inside a function of the host'])('a login handler, %s', (form) => {
  function endpoint() {
    const { unwrapped, handler, ...rest } = loginEndpoint()
    return { handler: form === 'as it is' ? unwrapped : handler, ...rest }
  }

  it('serves a login handler over HTTP', async () => {
    const { handler } = endpoint()
    const { url } = await serve(createNodeListener(handler))
    const response = await fetch(url, { ...post, body: JSON.stringify(target) })
    expect(response.status).toBe(200)
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(await response.json()).toMatchObject({ url: okAnswer.login, conversationId: 165 })
  })

  it('accepts a body that a parser such as express.json has already read', async () => {
    const { handler } = endpoint()
    const listener = createNodeListener(handler)
    const { url } = await serve((request, response) => {
      const chunks: Buffer[] = []
      request.on('data', (chunk) => chunks.push(chunk))
      request.on('end', () => {
        const body = JSON.parse(Buffer.concat(chunks).toString())
        listener(Object.assign(request, { body }), response)
      })
    })
    const response = await fetch(url, { ...post, body: JSON.stringify(target) })
    expect(response.status).toBe(200)
  })

  const nested = (levels: number) => `{"x":${'['.repeat(levels)}${']'.repeat(levels)}}`
  const cyclic: Record<string, unknown> = { ...target }
  cyclic.self = cyclic
  const hostile = () => {
    throw new Error('of the host')
  }

  it.each<[what: string, body: unknown, status: number]>([
    ['JSON that is nested thousands deep', JSON.parse(nested(50_000)), 400],
    ['JSON with one nested value', { ...target, x: [1] }, 400],
    ['a cycle', cyclic, 400],
    ['a number too large for JSON', { ...target, conversationId: 165n }, 400],
    ['a getter that throws', Object.defineProperty({ ...target }, 'name', { get: hostile, enumerable: true }), 400],
    ['a proxy that throws', new Proxy({}, { get: hostile, ownKeys: hostile }), 400],
    ['a function', () => target, 400],
    ['a symbol', Symbol('target'), 400],
    ['an array', [target], 400],
    ['null', null, 400],
    ['an empty string', '', 400],
    ['a number', 165, 400],
    ['a flat target', target, 200],
    ['a target as a string', JSON.stringify(target), 200],
    ['a target as a Buffer', Buffer.from(JSON.stringify(target)), 200],
    ['a target as an ArrayBuffer', new TextEncoder().encode(JSON.stringify(target)).buffer, 200],
    ['a target in a part of a buffer', new DataView(new TextEncoder().encode(JSON.stringify(target)).buffer), 200],
    ['an empty Buffer', Buffer.alloc(0), 400],
    ['a string of megabytes', 'x'.repeat(20_000_000), 413],
    ['a Buffer of megabytes', Buffer.alloc(20_000_000), 413],
    ['an object of megabytes', { ...target, name: 'x'.repeat(2_000_000) }, 413],
  ])('handles a parsed body: %s', async (_, body, status) => {
    const log = vi.spyOn(console, 'error')
    const { handler, events, vendor } = endpoint()
    const listener = createNodeListener(handler)
    const { url } = await serve((request, response) => {
      request.on('end', () => listener(Object.assign(request, { body }), response)).resume()
    })
    const response = await fetch(url, { ...post, body: '{}' })
    expect(response.status).toBe(status)
    expect(vendor.calls.length > 0).toBe(status === 200)
    if (status !== 200) expect(await response.json()).toMatchObject({ code: 'invalid_request', status })
    expect(events.at(-1)).not.toHaveProperty('error')
    expect(log).not.toHaveBeenCalled()
  })

  it('refuses a page of another origin before it reads a parsed body', async () => {
    const { handler } = endpoint()
    const listener = createNodeListener(handler)
    const { url } = await serve((request, response) => {
      request.on('end', () => listener(Object.assign(request, { body: cyclic }), response)).resume()
    })
    const headers = { ...post.headers, origin: 'https://evil.example' }
    expect((await fetch(url, { ...post, headers, body: '{}' })).status).toBe(403)
  })

  it('answers immediately if the body was already read and not kept', async () => {
    const { handler, events } = endpoint()
    const listener = createNodeListener(handler)
    const { url } = await serve((request, response) => {
      request.on('end', () => listener(request, response)).resume()
    })
    const response = await fetch(url, { ...post, body: JSON.stringify(target) })
    expect(response.status).toBe(500)
    expect(events).toMatchObject([{ code: 'internal_error', why: expect.stringContaining('read before') }])
  })

  it('answers a body that is too large before all of it has arrived, then closes', async () => {
    const { handler, vendor } = endpoint()
    const { port } = await serve(createNodeListener(handler))
    const socket = connect(port, '127.0.0.1')
    socket.write('POST / HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 10000000\r\n\r\n{')
    let answer = ''
    socket.on('data', (chunk) => {
      answer += chunk
    })
    await once(socket, 'close')
    expect(answer).toMatch(/^HTTP\/1.1 413 /)
    expect(answer).toContain('invalid_request')
    expect(vendor.calls).toEqual([])
  })

  it('limits a body of unknown length', async () => {
    const { handler } = endpoint()
    const { port } = await serve(createNodeListener(handler))
    const socket = connect(port, '127.0.0.1')
    socket.write('POST / HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n')
    for (let index = 0; index < 20; index += 1) socket.write(`400\r\n${' '.repeat(1024)}\r\n`)
    let answer = ''
    socket.on('data', (chunk) => {
      answer += chunk
    })
    await once(socket, 'close')
    expect(answer).toMatch(/^HTTP\/1.1 413 /)
  })

  it('answers a body of 16,000 chunks as fast as one chunk', async () => {
    const { handler, vendor } = endpoint()
    const { port } = await serve(createNodeListener(handler))
    const socket = connect(port, '127.0.0.1')
    socket.on('error', () => {})
    socket.write('POST / HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n')
    const before = process.cpuUsage()
    socket.write('1\r\n \r\n'.repeat(16_000))
    const [answer] = await once(socket, 'data')
    const { user, system } = process.cpuUsage(before)
    expect(String(answer)).toMatch(/^HTTP\/1.1 400 /)
    // Microseconds of CPU time. Joining the chunks again after each one took ten seconds.
    expect(user + system).toBeLessThan(2_000_000)
    expect(vendor.calls).toEqual([])
  })

  it.each(['TRACE', 'TRACK', 'trace', 'get', 'head', 'CONNECTED'])(
    'refuses %s over HTTP/2, where a method can be any string, like every other method',
    async (method) => {
      const { handler, vendor } = endpoint()
      const log = vi.spyOn(console, 'error')
      const session = await openHttp2(createNodeListener(handler))
      const stream = session.request({ ':method': method, ':path': '/api' })
      const [headers] = await once(stream, 'response')
      expect(headers).toMatchObject({ ':status': 405, allow: 'POST, OPTIONS' })
      expect(vendor.calls).toEqual([])
      expect(log).not.toHaveBeenCalled()
    },
  )

  it('serves a login handler over HTTP/2', async () => {
    const session = await openHttp2(createNodeListener(endpoint().handler))
    const stream = session.request({ ':method': 'POST', ':path': '/api', 'content-type': 'application/json' })
    stream.end(JSON.stringify(target))
    const [headers] = await once(stream, 'response')
    expect(headers).toMatchObject({ ':status': 200, 'cache-control': 'no-store' })
  })

  it('refuses TRACE, which a Request cannot have, like every other method', async () => {
    const { handler } = endpoint()
    const { port } = await serve(createNodeListener(handler))
    const [response] = await once(httpRequest({ port, host: '127.0.0.1', method: 'TRACE' }).end(), 'response')
    response.resume()
    expect(response.statusCode).toBe(405)
    expect(response.headers.allow).toBe('POST, OPTIONS')
  })

  it('does not call the vendor if a body is cut off', async () => {
    const { handler, events, vendor } = endpoint()
    const { port } = await serve(createNodeListener(handler))
    const socket = connect(port, '127.0.0.1')
    socket.write('POST / HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{"a":')
    await once(socket, 'ready')
    socket.resetAndDestroy()
    await expect.poll(() => events).toEqual([expect.objectContaining({ type: 'aborted' })])
    expect(vendor.calls).toEqual([])
  })

  it('answers 408 to a body that stops arriving', async () => {
    const { handler, vendor } = endpoint()
    const { port } = await serve(createNodeListener(handler))
    const socket = connect(port, '127.0.0.1')
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    socket.write('POST / HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{"a":')
    const answered = once(socket, 'data')
    await vi.waitFor(() => expect(vi.getTimerCount()).toBeGreaterThan(1))
    vi.advanceTimersByTime(5_000)
    vi.useRealTimers()
    expect(String((await answered)[0])).toMatch(/^HTTP\/1.1 408 /)
    expect(vendor.calls).toEqual([])
  })
})

it('builds the URL from the Host header and the socket, and ignores forwarded headers', async () => {
  const { url, port } = await serve(createNodeListener((request) => new Response(request.url)))
  const response = await fetch(url, { headers: { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https' } })
  expect(await response.text()).toBe(`http://127.0.0.1:${port}/api/conversation-login`)
})

it.each(['a b:c', 'user:password@a'])('answers 400 to an invalid Host header: %s', async (host) => {
  const { port } = await serve(createNodeListener(() => new Response()))
  const request = httpRequest({ port, host: '127.0.0.1', headers: { host } }).end()
  const [response] = await once(request, 'response')
  expect(response.statusCode).toBe(400)
  expect(response.headers).toMatchObject({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' })
  const [body] = await once(response, 'data')
  expect(JSON.parse(body)).toMatchObject({ code: 'invalid_request', status: 400 })
})

it("aborts the request's signal when the browser disconnects", async () => {
  let seen: (signal: AbortSignal) => void = () => {}
  const signal = new Promise<AbortSignal>((resolve) => {
    seen = resolve
  })
  const { url } = await serve(
    createNodeListener((request) => {
      seen(request.signal)
      return new Promise<Response>(() => {})
    }),
  )
  const controller = new AbortController()
  const request = fetch(url, { signal: controller.signal })
  const received = await signal
  controller.abort()
  await expect(request).rejects.toThrow()
  await expect.poll(() => received.aborted).toBe(true)
})

it("aborts the request's signal over HTTP/2 too, and only for a request that was closed", async () => {
  const signals: AbortSignal[] = []
  const listener = createNodeListener((request) => {
    signals.push(request.signal)
    return request.url.endsWith('/slow') ? new Promise<Response>(() => {}) : new Response('answered')
  })
  const session = await openHttp2(listener)
  const quick = session.request({ ':path': '/quick' }).resume()
  await once(quick, 'close')
  const slow = session.request({ ':path': '/slow' })
  await expect.poll(() => signals).toHaveLength(2)
  slow.close()
  await expect.poll(() => signals.map(({ aborted }) => aborted)).toEqual([false, true])
})

it('answers 500 if the handler rejects, without words of the error, and logs it', async () => {
  const log = vi.spyOn(console, 'error').mockImplementation(() => {})
  const error = new Error('secret')
  const { url } = await serve(createNodeListener(() => Promise.reject(error)))
  const response = await fetch(url)
  const body = await response.text()
  expect(response.status).toBe(500)
  expect(JSON.parse(body)).toMatchObject({ code: 'internal_error', status: 500 })
  expect(body).not.toContain('secret')
  expect(log).toHaveBeenCalledExactlyOnceWith(expect.any(String), error)
})

it('sends each of several cookies', async () => {
  const headers = new Headers([
    ['set-cookie', 'a=1'],
    ['set-cookie', 'b=2'],
  ])
  const { url } = await serve(createNodeListener(() => new Response(null, { headers })))
  const response = await fetch(url)
  expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2'])
})

it('sends the answer as the host changed it: with other headers, or another body', async () => {
  const { handler } = loginEndpoint()
  const hosts = {
    async traced(request: Request) {
      const response = await handler(request)
      response.headers.set('x-request-id', '7')
      return response
    },
    async wrapped(request: Request) {
      const response = await handler(request)
      return new Response(`{"data":${await response.text()}}`, response)
    },
    async logged(request: Request) {
      const response = await handler(request)
      await response.clone().text()
      return response
    },
  }
  async function send(host: (request: Request) => Promise<Response>) {
    const { url } = await serve(createNodeListener(host))
    return fetch(url, { ...post, body: JSON.stringify(target) })
  }
  expect((await send(hosts.traced)).headers.get('x-request-id')).toBe('7')
  expect(await (await send(hosts.wrapped)).json()).toMatchObject({ data: { url: okAnswer.login } })
  expect(await (await send(hosts.logged)).json()).toMatchObject({ url: okAnswer.login })
})

it('sends text in every script', async () => {
  const { url } = await serve(createNodeListener(() => new Response('שיחה עם דנה')))
  expect(await (await fetch(url)).text()).toBe('שיחה עם דנה')
})

describe('the promise of a listener', () => {
  /** Runs the listener, and says whether the answer was sent when its promise settled. */
  async function settle(listener: ReturnType<typeof createNodeListener>, init: RequestInit = {}) {
    const settled = deferred<{ outcome: unknown; isSent: boolean }>()
    const { url } = await serve((request, response) => {
      const end = (outcome: unknown) => settled.resolve({ outcome, isSent: response.writableEnded })
      Promise.resolve(listener(request, response)).then(end, () => end('rejected'))
    })
    return { settled: settled.promise, response: fetch(url, init) }
  }

  it('resolves with undefined when the answer is sent', async () => {
    const { settled, response } = await settle(createNodeListener(loginEndpoint().unwrapped), {
      ...post,
      body: JSON.stringify(target),
    })
    expect(await settled).toEqual({ outcome: undefined, isSent: true })
    expect((await response).status).toBe(200)
  })

  it.each<[string, (request: Request) => Response | Promise<Response>]>([
    ['rejects', () => Promise.reject(new Error('of the host'))],
    [
      'throws',
      () => {
        throw new Error('of the host')
      },
    ],
    ['answers with a body that fails', () => new Response(new ReadableStream({ pull: (c) => c.error('broken') }))],
  ])('resolves if the handler %s', async (_, handler) => {
    vi.spyOn(console, 'error').mockImplementation(() => {})
    const { settled, response } = await settle(createNodeListener(handler))
    await response.catch(() => {})
    expect(await settled).toMatchObject({ outcome: undefined })
  })

  it('resolves when the browser disconnects, even if the handler never does', async () => {
    const browser = new AbortController()
    const called = deferred<void>()
    const listener = createNodeListener(() => {
      called.resolve()
      return new Promise<Response>(() => {})
    })
    const { settled, response } = await settle(listener, { signal: browser.signal })
    await called.promise
    browser.abort()
    await response.catch(() => {})
    expect(await settled).toEqual({ outcome: undefined, isSent: false })
  })
})

function deferred<Value>() {
  let resolve: (value: Value) => void = () => {}
  const promise = new Promise<Value>((settle) => {
    resolve = settle
  })
  return { promise, resolve }
}
