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

/** A handler of ours is asked without a `Request` body and a `Response`; what a host puts around it is not. */
describe.each(['as it is made', 'inside a function of the host'])('a login handler, %s', (made) => {
  function endpoint() {
    const { unwrapped, handler, ...rest } = loginEndpoint()
    return { handler: made === 'as it is made' ? unwrapped : handler, ...rest }
  }

  it('serves a login handler over HTTP', async () => {
    const { handler } = endpoint()
    const { url } = await serve(createNodeListener(handler))
    const response = await fetch(url, { ...post, body: JSON.stringify(target) })
    expect(response.status).toBe(200)
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(await response.json()).toMatchObject({ url: okAnswer.login, conversationId: 165 })
  })

  it('takes the body that a parser such as express.json has read already', async () => {
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
    ['JSON that is nested a little', { ...target, x: [1] }, 400],
    ['a cycle', cyclic, 400],
    ['a number too large for JSON', { ...target, conversationId: 165n }, 400],
    ['a getter that throws', Object.defineProperty({ ...target }, 'name', { get: hostile, enumerable: true }), 400],
    ['a proxy that throws', new Proxy({}, { get: hostile, ownKeys: hostile }), 400],
    ['a function', () => target, 400],
    ['a symbol', Symbol('target'), 400],
    ['a list', [target], 400],
    ['null', null, 400],
    ['an empty text', '', 400],
    ['a number', 165, 400],
    ['a flat target', target, 200],
    ['a target as text', JSON.stringify(target), 200],
    ['a target as a Buffer', Buffer.from(JSON.stringify(target)), 200],
    ['a target as an ArrayBuffer', new TextEncoder().encode(JSON.stringify(target)).buffer, 200],
    ['a target in a part of a buffer', new DataView(new TextEncoder().encode(JSON.stringify(target)).buffer), 200],
    ['an empty Buffer', Buffer.alloc(0), 400],
    ['a text of megabytes', 'x'.repeat(20_000_000), 413],
    ['a Buffer of megabytes', Buffer.alloc(20_000_000), 413],
    ['an object of megabytes', { ...target, name: 'x'.repeat(2_000_000) }, 413],
  ])('answers what a parser made of the body: %s', async (_, body, status) => {
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

  it('refuses a foreign page before it looks at what a parser made of the body', async () => {
    const { handler } = endpoint()
    const listener = createNodeListener(handler)
    const { url } = await serve((request, response) => {
      request.on('end', () => listener(Object.assign(request, { body: cyclic }), response)).resume()
    })
    const headers = { ...post.headers, origin: 'https://evil.example' }
    expect((await fetch(url, { ...post, headers, body: '{}' })).status).toBe(403)
  })

  it('says so at once when the body was read before, and nothing of it was kept', async () => {
    const { handler, events } = endpoint()
    const listener = createNodeListener(handler)
    const { url } = await serve((request, response) => {
      request.on('end', () => listener(request, response)).resume()
    })
    const response = await fetch(url, { ...post, body: JSON.stringify(target) })
    expect(response.status).toBe(500)
    expect(events).toMatchObject([{ code: 'internal_error', why: expect.stringContaining('read before') }])
  })

  it('answers a body that is too large before it has all arrived, and then closes', async () => {
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

  it('bounds a body of unknown length', async () => {
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

  it('answers 16,000 pieces of a body as fast as one, whoever sends them', async () => {
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
    // Microseconds of work: putting the pieces together anew for each took ten seconds of it.
    expect(user + system).toBeLessThan(2_000_000)
    expect(vendor.calls).toEqual([])
  })

  it.each(['TRACE', 'TRACK', 'trace', 'get', 'head', 'CONNECTED'])(
    'refuses %s over HTTP/2, where a method is any text, like any other method',
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

  it('refuses TRACE, which no Request can have, like any other method', async () => {
    const { handler } = endpoint()
    const { port } = await serve(createNodeListener(handler))
    const [response] = await once(httpRequest({ port, host: '127.0.0.1', method: 'TRACE' }).end(), 'response')
    response.resume()
    expect(response.statusCode).toBe(405)
    expect(response.headers.allow).toBe('POST, OPTIONS')
  })

  it('answers nobody when a body breaks off, and asks the vendor for nothing', async () => {
    const { handler, events, vendor } = endpoint()
    const { port } = await serve(createNodeListener(handler))
    const socket = connect(port, '127.0.0.1')
    socket.write('POST / HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{"a":')
    await once(socket, 'ready')
    socket.resetAndDestroy()
    await expect.poll(() => events).toEqual([expect.objectContaining({ type: 'aborted' })])
    expect(vendor.calls).toEqual([])
  })

  it('answers 408 to a body that is held back', async () => {
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

it('tells the handler its URL by the Host header and the socket, and believes no forwarded header', async () => {
  const { url, port } = await serve(createNodeListener((request) => new Response(request.url)))
  const response = await fetch(url, { headers: { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https' } })
  expect(await response.text()).toBe(`http://127.0.0.1:${port}/api/conversation-login`)
})

it.each(['a b:c', 'user:password@a'])('answers 400 to a Host header that cannot be one: %s', async (host) => {
  const { port } = await serve(createNodeListener(() => new Response()))
  const request = httpRequest({ port, host: '127.0.0.1', headers: { host } }).end()
  const [response] = await once(request, 'response')
  expect(response.statusCode).toBe(400)
  expect(response.headers).toMatchObject({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' })
  const [body] = await once(response, 'data')
  expect(JSON.parse(body)).toMatchObject({ code: 'invalid_request', status: 400 })
})

it("fires the request's signal when the browser has gone", async () => {
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
  const asking = fetch(url, { signal: controller.signal })
  const handed = await signal
  controller.abort()
  await expect(asking).rejects.toThrow()
  await expect.poll(() => handed.aborted).toBe(true)
})

it("fires the request's signal over HTTP/2 too, and only for who has gone", async () => {
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

it('answers a handler that rejects with a problem that has no word of the error, and logs it', async () => {
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

it('keeps several cookies apart', async () => {
  const headers = new Headers([
    ['set-cookie', 'a=1'],
    ['set-cookie', 'b=2'],
  ])
  const { url } = await serve(createNodeListener(() => new Response(null, { headers })))
  const response = await fetch(url)
  expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2'])
})

it('sends what the host made of the answer: headers of its own, and a body in place of ours', async () => {
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
  async function ask(host: (request: Request) => Promise<Response>) {
    const { url } = await serve(createNodeListener(host))
    return fetch(url, { ...post, body: JSON.stringify(target) })
  }
  expect((await ask(hosts.traced)).headers.get('x-request-id')).toBe('7')
  expect(await (await ask(hosts.wrapped)).json()).toMatchObject({ data: { url: okAnswer.login } })
  expect(await (await ask(hosts.logged)).json()).toMatchObject({ url: okAnswer.login })
})

it('sends a text of any script whole', async () => {
  const { url } = await serve(createNodeListener(() => new Response('שיחה עם דנה')))
  expect(await (await fetch(url)).text()).toBe('שיחה עם דנה')
})

describe('the promise of a listener', () => {
  /** Runs the listener, and says how far the answer was when its promise was settled. */
  async function settle(listener: ReturnType<typeof createNodeListener>, init: RequestInit = {}) {
    const settled = deferred<{ outcome: unknown; isSent: boolean }>()
    const { url } = await serve((request, response) => {
      const end = (outcome: unknown) => settled.resolve({ outcome, isSent: response.writableEnded })
      Promise.resolve(listener(request, response)).then(end, () => end('rejected'))
    })
    return { settled: settled.promise, response: fetch(url, init) }
  }

  it('is fulfilled with nothing when the answer was sent', async () => {
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
    ['answers with a body that breaks off', () => new Response(new ReadableStream({ pull: (c) => c.error('broken') }))],
  ])('is fulfilled too when the handler %s', async (_, handler) => {
    vi.spyOn(console, 'error').mockImplementation(() => {})
    const { settled, response } = await settle(createNodeListener(handler))
    await response.catch(() => {})
    expect(await settled).toMatchObject({ outcome: undefined })
  })

  it('is fulfilled when the browser has gone, whatever the handler does', async () => {
    const browser = new AbortController()
    const asked = deferred<void>()
    const listener = createNodeListener(() => {
      asked.resolve()
      return new Promise<Response>(() => {})
    })
    const { settled, response } = await settle(listener, { signal: browser.signal })
    await asked.promise
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
