import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { sampleTarget } from '../testVendor.fixture.js'
import { type RunningSimulator, type StartSimulatorOptions, startSimulator } from './startSimulator.js'

// Real sockets may be slow on a busy machine.
vi.setConfig({ testTimeout: 30_000 })

const ends: (() => unknown)[] = []
afterEach(async () => {
  await Promise.all(ends.splice(0).map((end) => end()))
})

async function start(options: StartSimulatorOptions = {}) {
  const running = await startSimulator({ control: true, schedule: () => () => {}, ...options })
  ends.push(running.stop)
  const ports = { partner: portOf(running.partnerUrl), workspace: portOf(running.workspaceUrl) }
  return { running, ports }
}

const portOf = (url: string) => Number(new URL(url).port)

function open(port: number): Socket {
  const socket = connect(port, '127.0.0.1')
  // A reset is one of the expected results.
  socket.on('error', () => {})
  ends.push(() => socket.destroy())
  return socket
}

/** Sends raw text, and returns everything received until the server closes the connection. */
async function send(port: number, text: string): Promise<string> {
  const socket = open(port)
  let answer = ''
  socket.on('data', (data) => {
    answer += data.toString('latin1')
  })
  socket.write(text)
  await once(socket, 'close')
  return answer
}

const request = (line: string, host = 'Host: localhost', more = '') =>
  `${line} HTTP/1.1\r\n${host}\r\n${more || 'Connection: close\r\n'}\r\n`
const upgrade = (target: string, more = '') =>
  request(
    `GET ${target}`,
    'Host: localhost',
    `Connection: Upgrade, close\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: c2l4dGVlbiBieXRlcyBvaw==\r\n${more}`,
  )
const statusOf = (answer: string) => Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1])

const targets = [
  '//',
  '///',
  '//evil.example/x',
  'http://[',
  'http://[/x',
  'http://',
  'http://evil.example/x',
  'http://user@localhost/',
  '*',
  '/%',
  '/%00',
  '/\\',
  'ftp://localhost/',
  'javascript:0',
  '',
  `/${'a'.repeat(15_000)}`,
  `/${'a'.repeat(100_000)}`,
  '/cable/accounts/4142/conversations/%',
  '/cable/accounts/4142/conversations/165?after=%',
]

it.each(targets.map((target) => [target.slice(0, 50), target]))(
  'survives a request and a WebSocket upgrade for %j',
  async (_, target) => {
    const log = vi.spyOn(console, 'error')
    const { ports } = await start()
    for (const port of Object.values(ports)) {
      for (const text of [request(`GET ${target}`), request(`POST ${target}`), upgrade(target)]) {
        const status = statusOf(await send(port, text))
        expect(status).toBeGreaterThanOrEqual(200)
        expect(status).toBeLessThan(500)
      }
      expect(statusOf(await send(port, request('GET /health')))).toBe(port === ports.workspace ? 200 : 404)
    }
    expect(log).not.toHaveBeenCalled()
  },
)

it('uses the path of an absolute URL with its own host', async () => {
  const { ports } = await start()
  expect(statusOf(await send(ports.workspace, request(`GET http://vendor.localhost:${ports.workspace}/health`)))).toBe(
    200,
  )
  expect(statusOf(await send(ports.workspace, request('GET http://evil.example/health')))).toBe(421)
  expect(
    statusOf(await send(ports.workspace, upgrade('http://evil.example/cable/accounts/4142/conversations/165'))),
  ).toBe(421)
})

describe('the Host header', () => {
  it.each([
    ['is missing', 'X-Host: localhost'],
    ['is empty', 'Host:'],
    ['is there twice', 'Host: localhost\r\nHost: evil.example'],
    ['has a user in it', 'Host: evil@localhost'],
    ['has a path in it', 'Host: localhost/x'],
    ['is not a host', 'Host: ['],
  ])('is an error if it %s', async (_, header) => {
    const log = vi.spyOn(console, 'error')
    const { ports } = await start()
    for (const port of Object.values(ports)) {
      expect(statusOf(await send(port, request('GET /health', header)))).toBe(400)
      expect(statusOf(await send(port, upgrade('/').replace('Host: localhost', header)))).toBe(400)
    }
    expect(log).not.toHaveBeenCalled()
  })

  it('is required in HTTP/1.0 too', async () => {
    const { ports } = await start()
    expect(statusOf(await send(ports.workspace, 'GET /health HTTP/1.0\r\n\r\n'))).toBe(400)
    expect(statusOf(await send(ports.workspace, 'GET /health HTTP/1.0\r\nHost: localhost\r\n\r\n'))).toBe(200)
  })

  it('may be a host from the options, also for the control API and sockets', async () => {
    const { running, ports } = await start({ host: 'vendor.test', allowedHosts: ['simulator'] })
    const paths = { partner: '/control/clock', workspace: '/health' }
    for (const half of ['partner', 'workspace'] as const) {
      const visit = async (host: string) =>
        statusOf(await send(ports[half], request(`GET ${paths[half]}`, `Host: ${host}`)))
      expect(await visit(`vendor.test:${ports[half]}`)).toBe(200)
      expect(await visit('simulator')).toBe(200)
      expect(await visit('localhost')).toBe(200)
      expect(await visit('other.test')).toBe(421)
    }
    const socket = async (host: string) => {
      const text = upgrade('/cable/accounts/4142/conversations/165').replace('Host: localhost', `Host: ${host}`)
      return send(ports.workspace, text)
    }
    expect(statusOf(await socket('simulator'))).toBe(401)
    expect(await socket('other.test')).toMatch(/^HTTP\/1\.1 421 .*--allow-host other\.test/s)
    expect(running.workspaceUrl).toContain('//vendor.test:')
  })
})

it.each(['TRACE', 'OPTIONS', 'PUT', 'PROPFIND'])('logs nothing about %s', async (method) => {
  const log = vi.spyOn(console, 'error')
  const { ports } = await start()
  for (const port of Object.values(ports)) {
    const status = statusOf(
      await send(port, request(`${method} /`, 'Host: localhost', 'Connection: close\r\nContent-Length: 0\r\n')),
    )
    expect(status).toBe(method === 'TRACE' ? 405 : 404)
  }
  expect(log).not.toHaveBeenCalled()
})

it('serves the control API to its own pages and those of listed origins', async () => {
  const { ports } = await start({ controlOrigins: ['http://localhost:6006'] })
  const ask = (origin: string) =>
    send(ports.partner, request('GET /control/clock', 'Host: localhost', `Origin: ${origin}\r\nConnection: close\r\n`))
  expect(await ask('http://localhost:6006')).toMatch(/access-control-allow-origin: http:\/\/localhost:6006/i)
  expect(statusOf(await ask('http://localhost'))).toBe(200)
  expect(statusOf(await ask('https://evil.example'))).toBe(403)
})

describe('a client that never reads', () => {
  /** Signs in without a browser. */
  async function logIn({ simulator, workspaceUrl, partnerUrl }: RunningSimulator): Promise<string> {
    const post = async (url: string, body: unknown, headers = {}) =>
      (await fetch(url, { method: 'POST', body: JSON.stringify(body), headers })).json() as Promise<
        Record<string, string>
      >
    const credentials = { client_id: 'demo-client', client_secret: 'demo-secret' }
    const { access_token } = await post(`${partnerUrl}/api/settings/accessToken`, credentials)
    const headers = { authorization: `Bearer ${access_token}` }
    const { login = '' } = await post(`${partnerUrl}/api/online/loginConversation`, sampleTarget, headers)
    const { session } = await post(`${workspaceUrl}/auth/sign_in`, Object.fromEntries(new URL(login).searchParams))
    expect(simulator.ledger.totals().redeemed).toBe(1)
    return `cw_d_session_info=${session}`
  }

  const path = '/accounts/4142/conversations/165'

  it.each([
    ['events', request(`GET /api/v1${path}/events?after=9`, 'Host: localhost', 'Connection: keep-alive\r\n')],
    ['WebSocket', upgrade(`/cable${path}?after=9`)],
  ])('loses its %s stream, and cannot exhaust the memory', async (_, text) => {
    const log = vi.spyOn(console, 'error')
    const { running, ports } = await start()
    const cookie = await logIn(running)
    const chat = running.simulator.openChat({ cookie, path: `/cable${path}`, send: () => {} })
    const socket = open(ports.workspace)
    socket.write(text.replace('\r\n\r\n', `\r\nCookie: ${cookie}\r\n\r\n`))
    await once(socket, 'readable')
    // 48 MB, far more than the buffers of two sockets hold.
    const message = JSON.stringify({ type: 'send', text: '€'.repeat(4_000) })
    for (let each = 0; each < 4_000; each++) {
      chat?.receive(message)
      if (each % 100 === 0) await new Promise((resolve) => setImmediate(resolve))
    }
    let bytes = 0
    socket.on('data', (data) => {
      bytes += data.length
    })
    await once(socket, 'close')
    expect(bytes).toBeLessThan(40_000_000)
    expect(log).not.toHaveBeenCalled()
  })
})
