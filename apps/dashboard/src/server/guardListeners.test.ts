import { once } from 'node:events'
import { connect } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { guardListeners } from './guardListeners.js'
import { listenOnLoopback } from './listenOnLoopback.js'

const closes: (() => void)[] = []
afterEach(() => {
  for (const close of closes.splice(0)) close()
})

/** A guarded server that answers with the target it receives. */
async function listen(allowedHosts: string[] = []) {
  const { port, close } = await listenOnLoopback(
    guardListeners(
      {
        request: ({ url }, response) => void response.end(`target ${url}`),
        upgrade: ({ url }, socket) => void socket.end(`HTTP/1.1 200 OK\r\n\r\ntarget ${url}`),
      },
      allowedHosts,
    ),
    { number: 0, fixed: true },
  )
  closes.push(close)
  /** Sends this target and these header lines, as a request and as an upgrade. */
  return async (target: string, host = 'Host: localhost', method = 'GET') => {
    const answers = ['close', 'Upgrade, close\r\nUpgrade: websocket'].map(async (connection) => {
      const socket = connect(port, '127.0.0.1')
      let answer = ''
      socket.on('data', (data) => {
        answer += data.toString('latin1')
      })
      socket.write(`${method} ${target} HTTP/1.1\r\n${host}\r\nConnection: ${connection}\r\n\r\n`)
      await once(socket, 'close')
      return { status: Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1]), answer }
    })
    const [request, upgrade] = await Promise.all(answers)
    return { statuses: [request?.status, upgrade?.status], answer: request?.answer ?? '' }
  }
}

describe('the host name', () => {
  it.each([
    'localhost',
    'LOCALHOST:4100',
    'localhost.',
    'desk.localhost',
    '127.0.0.1',
    '127.1',
    '2130706433',
    '[::1]:4100',
  ])('may be %s', async (host) => {
    expect((await (await listen())('/', `Host: ${host}`)).statuses).toEqual([200, 200])
  })

  it.each(['evil.example', 'localhost.evil.example', '127.0.0.1.nip.io', '192.168.1.5', '0.0.0.0'])(
    'may not be %s',
    async (host) => {
      const { statuses, answer } = await (await listen())('/', `Host: ${host}:4100`)
      expect(statuses).toEqual([421, 421])
      expect(answer).toContain(`ALLOWED_HOSTS=${host}`)
    },
  )

  it('may be a listed one', async () => {
    const send = await listen(['Desk.test'])
    expect((await send('/', 'Host: desk.test:4100')).statuses).toEqual([200, 200])
    expect((await send('/', 'Host: other.test')).statuses).toEqual([421, 421])
  })

  it.each([
    'X-Host: localhost',
    'Host:',
    'Host: [',
    'Host: a@localhost',
    'Host: localhost/x',
    'Host: localhost\r\nHost: evil.example',
  ])('is an error in %j', async (header) => {
    expect((await (await listen())('/', header)).statuses).toEqual([400, 400])
  })
})

describe('the target', () => {
  it('is passed on as a path', async () => {
    const send = await listen()
    expect((await send('/contacts/501?a=%')).answer).toContain('target /contacts/501?a=%')
    expect((await send('http://localhost:4100/api/session?x')).answer).toContain('target /api/session?x')
  })

  it.each([
    '//',
    '//evil.example/x',
    '/\\evil.example/x',
    'http://[',
    'http://[/x',
    'http://',
    'http://localhost//x',
    'http://a@localhost/',
    'ftp://localhost/',
    '*',
    'x',
  ])('is an error as %s', async (target) => {
    expect((await (await listen())(target)).statuses).toEqual([400, 400])
  })

  it('may not be another host’s', async () => {
    expect((await (await listen())('http://evil.example/')).statuses).toEqual([421, 421])
  })
})

it('does not echo a request', async () => {
  expect((await (await listen())('/', 'Host: localhost\r\nCookie: secret', 'TRACE')).statuses).toEqual([405, 405])
})
