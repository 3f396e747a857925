import { once } from 'node:events'
import { createServer, request as httpRequest, type RequestListener } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { afterEach, expect, it } from 'vitest'
import { loginEndpoint } from '../testing/loginEndpoint.js'
import { target } from '../testing/loginRequest.js'
import { okAnswer } from '../testing/scriptedVendor.js'
import { createNodeListener } from './createNodeListener.js'

const stops: (() => void)[] = []
afterEach(() => {
  for (const stop of stops.splice(0)) stop()
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

const post = { method: 'POST', headers: { 'content-type': 'application/json' } }

it('serves a login handler over HTTP', async () => {
  const { handler } = loginEndpoint()
  const { url } = await serve(createNodeListener(handler))
  const response = await fetch(url, { ...post, body: JSON.stringify(target) })
  expect(response.status).toBe(200)
  expect(response.headers.get('cache-control')).toBe('no-store')
  expect(await response.json()).toMatchObject({ url: okAnswer.login, conversationId: 165 })
})

it('tells the handler its URL by the Host header and the socket, and believes no forwarded header', async () => {
  const { url, port } = await serve(createNodeListener((request) => new Response(request.url)))
  const response = await fetch(url, { headers: { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https' } })
  expect(await response.text()).toBe(`http://127.0.0.1:${port}/api/conversation-login`)
})

it('answers 400 to a Host header that cannot be one', async () => {
  const { port } = await serve(createNodeListener(() => new Response()))
  const request = httpRequest({ port, host: '127.0.0.1', headers: { host: 'a b:c' } }).end()
  const [response] = await once(request, 'response')
  response.resume()
  expect(response.statusCode).toBe(400)
})

it('takes the body that a parser such as express.json has read already', async () => {
  const { handler } = loginEndpoint()
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

it('answers a body that is too large before it has all arrived, and then closes', async () => {
  const { handler, vendor } = loginEndpoint()
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
  const { handler } = loginEndpoint()
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

it('answers 500 when a handler rejects, without a word of the error', async () => {
  const { url } = await serve(createNodeListener(() => Promise.reject(new Error('secret'))))
  const response = await fetch(url)
  expect(response.status).toBe(500)
  expect(await response.text()).toBe('')
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
