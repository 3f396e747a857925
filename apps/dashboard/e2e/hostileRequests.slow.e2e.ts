import { once } from 'node:events'
import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type RunningDashboard, startDashboard } from '../src/startDashboard.js'

let dashboard: RunningDashboard

beforeAll(async () => {
  dashboard = await startDashboard({ port: { number: 0, fixed: true } })
})
afterAll(() => dashboard?.stop())

/** Sends raw text, and returns everything received until the server closes the connection. */
async function send(text: string): Promise<string> {
  const socket = connect(Number(new URL(dashboard.url).port), '127.0.0.1')
  let answer = ''
  socket.on('error', () => {})
  socket.on('data', (data) => {
    answer += data.toString('latin1')
  })
  socket.write(text)
  await once(socket, 'close')
  return answer
}

const request = (line: string, more = 'Connection: close\r\n') => `${line} HTTP/1.1\r\nHost: localhost\r\n${more}\r\n`
const upgrade = `Connection: Upgrade, close\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: c2l4dGVlbiBieXRlcyBvaw==\r\n`
const statusOf = (answer: string) => Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1])

describe('the whole dashboard', () => {
  it.each([
    'http://[/x',
    'http://[',
    'http://',
    '//',
    '//evil.example/x',
    '*',
    '/%',
    '/%E0%A4%A',
    '/%00',
    '/\\',
    '/a?%',
    '/@id/%00',
    '/api/%',
    '/api/contacts/%',
    '/api/contacts/__proto__',
  ])('survives %s, as a request and as a WebSocket upgrade', async (target) => {
    for (const text of [request(`GET ${target}`), request(`POST ${target}`), request(`GET ${target}`, upgrade)]) {
      const status = statusOf(await send(text))
      expect(status).toBeGreaterThanOrEqual(200)
      expect(status).toBeLessThan(500)
    }
    expect(statusOf(await send(request('GET /api/session')))).toBe(200)
    expect(statusOf(await send(request('GET /contacts/501')))).toBe(200)
  })

  it('closes an upgrade request that no handler accepts', async () => {
    expect(statusOf(await send(request('GET /', upgrade)))).toBe(404)
    const vite = `${upgrade}Sec-WebSocket-Protocol: vite-ping\r\n`
    expect(statusOf(await send(request('GET /', vite)))).toBe(101)
  })

  it('answers its own host names, in front end and backend', async () => {
    for (const path of ['/', '/api/session', '/src/main.tsx', '/@vite/client']) {
      const ask = (host: string) => send(request(`GET ${path}`).replace('localhost', host))
      expect(await ask('evil.example')).toMatch(/^HTTP\/1\.1 421 .*ALLOWED_HOSTS=evil\.example/s)
      for (const host of ['LOCALHOST', 'localhost.', '127.1']) expect(statusOf(await ask(host))).toBe(200)
    }
  })

  it.each([
    '/@fs/etc/passwd',
    '/@fs//etc/passwd?raw',
    '/@fs/etc/passwd?import&raw??',
    '/@fs/etc/passwd?url',
    '/..%2f..%2f..%2f..%2f..%2fetc/passwd',
    '/../../../../../../etc/passwd',
    '/%2e%2e/%2e%2e/%2e%2e/%2e%2e/%2e%2e/etc/passwd',
    '/@fs/%2e%2e/etc/passwd',
    '/@fs/x/..%5c..%5cetc/passwd',
  ])('serves no file outside its folder by %s', async (target) => {
    expect(await send(request(`GET ${target}`))).not.toContain('root:')
  })

  it('reads a body without a stated length, and accepts an empty one', async () => {
    const head = (method: string, headers: string) =>
      request(`${method} /api/session`, `Connection: close\r\nContent-Type: application/json\r\n${headers}`)
    const user = JSON.stringify({ email: 'maya@oliveandoak.example', password: 'demo' })
    const chunks = `${user.length.toString(16)}\r\n${user}\r\n0\r\n\r\n`
    expect(statusOf(await send(head('POST', 'Transfer-Encoding: chunked\r\n') + chunks))).toBe(200)
    expect(statusOf(await send(head('DELETE', '')))).toBe(200)
  })

  it('refuses a body that is too long before all of it has arrived, and answers the next request', async () => {
    const post = (headers: string) =>
      request('POST /api/session', `Connection: close\r\nContent-Type: application/json\r\n${headers}\r\n`)
    expect(statusOf(await send(post('Content-Length: 10000000')))).toBe(413)
    const chunk = `${(20_000).toString(16)}\r\n${'x'.repeat(20_000)}\r\n`
    expect(statusOf(await send(post('Transfer-Encoding: chunked') + chunk))).toBe(413)
    expect(statusOf(await send(request('GET /api/session')))).toBe(200)
  })
})
