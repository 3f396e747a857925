import { EventEmitter } from 'node:events'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { describe, expect, it } from 'vitest'
import { loginEndpoint } from '../../testing/loginEndpoint.js'
import { target } from '../../testing/loginRequest.js'
import { createNodeListener } from './createNodeListener.js'
import { nodeHeaders } from './nodeHeaders.js'

/** As much of a request and a response as an adapter without sockets, or a test's mock, may have. */
async function ask(message: object, options: Parameters<typeof loginEndpoint>[1] = {}): Promise<number> {
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
    ['names are written in capitals', { headers: { Host: 'a', 'Content-Type': 'application/json' } }, 200],
    ['a value is missing', { headers: { ...json, origin: undefined } }, 200],
    ['a value is a number', { headers: { ...json, 'content-length': 20 } }, 200],
    ['a value is a list', { headers: { ...json, 'content-type': ['application/json'] } }, 200],
    ['an object has no prototype', { headers: Object.assign(Object.create(null), json) }, 200],
    ['an irrelevant value cannot be sent', { headers: { ...json, 'x-city': 'תל אביב\n' } }, 200],
    ['an irrelevant name cannot be sent', { headers: { ...json, 'x city': 'a', '': 'b' } }, 200],
    ['there are none at all', {}, 415],
    ['another page asks', { headers: foreign }, 403],
    ['another page asks, in capitals', { headers: { ...json, Origin: 'https://evil.example' } }, 403],
    [
      'two origins are in a list',
      { headers: { ...json, origin: ['http://dashboard.example', 'https://evil.example'] } },
      403,
    ],
    ['two origins are joined', { headers: { ...json, origin: 'http://dashboard.example, https://evil.example' } }, 403],
    ['two origins differ in case', { headers: { ...json, origin: 'http://dashboard.example', Origin: 'null' } }, 403],
    ['two sites are in a list', { headers: { ...json, 'sec-fetch-site': ['same-origin', 'cross-site'] } }, 403],
    ['an origin cannot be sent', { headers: { ...json, origin: 'http://dashboard.example\0' } }, 403],
    ['two types are in a list', { headers: { ...json, 'content-type': ['application/json', 'text/plain'] } }, 415],
    ['two types are joined', { headers: { ...json, 'content-type': 'application/json, text/plain' } }, 415],
  ])('is answered by its headers where %s', async (_, message, status) => {
    expect(await ask(message)).toBe(status)
  })

  it('is judged by headersDistinct nowhere: it says what headers does, or lies', async () => {
    expect(await ask({ headers: foreign, headersDistinct: {} })).toBe(403)
  })
})

it.each(['', 'A B', 'POST\r\n', 'connect', 'TRACK', 'get', 'PUT'])(
  'the method %j of an adapter is a 405',
  async (method) => {
    expect(await ask({ method, headers: json })).toBe(405)
  },
)

describe('a request with rawHeaders', () => {
  const raw = ['Host', 'dashboard.example', 'Content-Type', 'application/json']
  it.each<[string, object, number]>([
    ['without headers', { rawHeaders: raw }, 200],
    ['of which headers say less', { rawHeaders: [...raw, 'Origin', 'https://evil.example'], headers: json }, 403],
    ['of which headers say more', { rawHeaders: raw, headers: foreign }, 403],
    ['and an origin in headers alone', { rawHeaders: raw, headers: { Origin: 'https://evil.example' } }, 403],
    ['and a type in headers alone', { rawHeaders: raw.slice(0, 2), headers: json }, 415],
    ['and another type in headers', { rawHeaders: [...raw.slice(0, 3), 'text/plain'], headers: json }, 415],
    [
      'and two types, of which Node shows the first',
      { rawHeaders: [...raw, 'Content-Type', 'text/plain'], headers: json },
      415,
    ],
    [
      'and two origins',
      { rawHeaders: [...raw, 'Origin', 'http://dashboard.example', 'Origin', 'null'], headers: json },
      403,
    ],
  ])('is judged by both: %s', async (_, message, status) => {
    expect(await ask(message)).toBe(status)
  })
})

it('shows authorize what came over the wire, and not what was written into headers after that', () => {
  const message = { rawHeaders: ['Cookie', 'a=1', 'X-User', 'maya'], headers: { cookie: 'a=1', 'x-user': 'root' } }
  expect([...nodeHeaders(message)]).toEqual([
    ['cookie', 'a=1'],
    ['x-user', 'maya'],
  ])
})

it('leaves out what HTTP/2 puts among the headers', () => {
  expect([...nodeHeaders({ headers: { ':path': '/', ':method': 'POST', cookie: 'a=1' } })]).toEqual([['cookie', 'a=1']])
})
