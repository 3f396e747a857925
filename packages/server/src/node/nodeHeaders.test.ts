import { EventEmitter } from 'node:events'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { describe, expect, it } from 'vitest'
import { loginEndpoint } from '../../testing/loginEndpoint.js'
import { target } from '../../testing/loginRequest.js'
import { createNodeListener } from './createNodeListener.js'
import { nodeHeaders } from './nodeHeaders.js'

/** Sends a request like those of adapters without sockets, or of mocks. */
async function send(message: object, options: Parameters<typeof loginEndpoint>[1] = {}): Promise<number> {
  const { unwrapped } = loginEndpoint({}, options)
  const request = { method: 'POST', url: '/api', body: target, ...message } as unknown as IncomingMessage
  const response = Object.assign(new EventEmitter(), { statusCode: 0, setHeader() {}, appendHeader() {}, end() {} })
  await createNodeListener(unwrapped)(request, response as unknown as ServerResponse)
  return response.statusCode
}

const json = { host: 'dashboard.example', 'content-type': 'application/json' }
const foreign = { ...json, 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }

describe('a request without rawHeaders', () => {
  it.each<[string, object, number]>([
    ['they are missing', { headers: json }, 200],
    ['they are empty', { headers: json, rawHeaders: [] }, 200],
    ['there is a socket', { headers: json, socket: {} }, 200],
    ['names are capitalised', { headers: { Host: 'a', 'Content-Type': 'application/json' } }, 200],
    ['a value is missing', { headers: { ...json, origin: undefined } }, 200],
    ['a value is a number', { headers: { ...json, 'content-length': 20 } }, 200],
    ['a value is an array', { headers: { ...json, 'content-type': ['application/json'] } }, 200],
    ['an object has no prototype', { headers: Object.assign(Object.create(null), json) }, 200],
    ['an irrelevant value is invalid', { headers: { ...json, 'x-city': 'תל אביב\n' } }, 200],
    ['an irrelevant name is invalid', { headers: { ...json, 'x city': 'a', '': 'b' } }, 200],
    ['there are no headers', {}, 415],
    ['they are those of another site', { headers: foreign }, 403],
    ['they are those of another site, capitalised', { headers: { ...json, Origin: 'https://evil.example' } }, 403],
    [
      'there is an array of two origins',
      { headers: { ...json, origin: ['http://dashboard.example', 'https://evil.example'] } },
      403,
    ],
    ['two origins are joined', { headers: { ...json, origin: 'http://dashboard.example, https://evil.example' } }, 403],
    ['two origins differ in case', { headers: { ...json, origin: 'http://dashboard.example', Origin: 'null' } }, 403],
    ['there is an array of two sites', { headers: { ...json, 'sec-fetch-site': ['same-origin', 'cross-site'] } }, 403],
    ['the origin is invalid', { headers: { ...json, origin: 'http://dashboard.example\0' } }, 403],
    [
      'there is an array of two content types',
      { headers: { ...json, 'content-type': ['application/json', 'text/plain'] } },
      415,
    ],
    ['two content types are joined', { headers: { ...json, 'content-type': 'application/json, text/plain' } }, 415],
  ])('is answered by its headers if %s', async (_, message, status) => {
    expect(await send(message)).toBe(status)
  })

  it('ignores headersDistinct', async () => {
    expect(await send({ headers: foreign, headersDistinct: {} })).toBe(403)
  })
})

it.each(['', 'A B', 'POST\r\n', 'connect', 'TRACK', 'get', 'PUT'])(
  'the method %j of an adapter means 405',
  async (method) => {
    expect(await send({ method, headers: json })).toBe(405)
  },
)

describe('a request with rawHeaders', () => {
  const raw = ['Host', 'dashboard.example', 'Content-Type', 'application/json']
  it.each<[string, object, number]>([
    ['without headers', { rawHeaders: raw }, 200],
    ['with less in headers', { rawHeaders: [...raw, 'Origin', 'https://evil.example'], headers: json }, 403],
    ['with more in headers', { rawHeaders: raw, headers: foreign }, 403],
    ['and an origin only in headers', { rawHeaders: raw, headers: { Origin: 'https://evil.example' } }, 403],
    ['and a content type only in headers', { rawHeaders: raw.slice(0, 2), headers: json }, 415],
    ['and another content type in headers', { rawHeaders: [...raw.slice(0, 3), 'text/plain'], headers: json }, 415],
    [
      'and two content types, of which Node shows the first',
      { rawHeaders: [...raw, 'Content-Type', 'text/plain'], headers: json },
      415,
    ],
    [
      'and two origins',
      { rawHeaders: [...raw, 'Origin', 'http://dashboard.example', 'Origin', 'null'], headers: json },
      403,
    ],
  ])('is checked by both: %s', async (_, message, status) => {
    expect(await send(message)).toBe(status)
  })
})

it('has what came over the wire, and not what was written into headers later', () => {
  const message = { rawHeaders: ['Cookie', 'a=1', 'X-User', 'maya'], headers: { cookie: 'a=1', 'x-user': 'root' } }
  expect([...nodeHeaders(message)]).toEqual([
    ['cookie', 'a=1'],
    ['x-user', 'maya'],
  ])
})

it('omits the pseudo-headers of HTTP/2', () => {
  expect([...nodeHeaders({ headers: { ':path': '/', ':method': 'POST', cookie: 'a=1' } })]).toEqual([['cookie', 'a=1']])
})
