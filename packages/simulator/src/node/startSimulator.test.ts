import { get } from 'node:http'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { WebSocket } from 'ws'
import { sampleTarget } from '../testVendor.fixture.js'
import { type StartSimulatorOptions, startSimulator } from './startSimulator.js'

// Real sockets may be slow on a busy machine.
vi.setConfig({ testTimeout: 30_000 })
const eventually = <Value>(read: () => Value) => expect.poll(read, { timeout: 10_000 })

const stops: (() => Promise<void>)[] = []
afterEach(async () => {
  await Promise.all(stops.splice(0).map((stop) => stop()))
})

async function start(options: StartSimulatorOptions = {}) {
  const running = await startSimulator({ replyDelay: 0, ...options })
  stops.push(running.stop)
  const post = async (url: string, body: unknown, headers = {}) =>
    fetch(url, { method: 'POST', body: JSON.stringify(body), headers })
  const askToken = () =>
    post(`${running.partnerUrl}/api/settings/accessToken`, { client_id: 'demo-client', client_secret: 'demo-secret' })
  const mint = async () => {
    const { access_token } = (await (await askToken()).json()) as { access_token: string }
    const headers = { authorization: `Bearer ${access_token}` }
    const answer = await post(`${running.partnerUrl}/api/online/loginConversation`, sampleTarget, headers)
    const { login } = (await answer.json()) as { login: string }
    return { login, fields: Object.fromEntries(new URL(login).searchParams) }
  }
  const redeem = (fields: unknown) => post(`${running.workspaceUrl}/auth/sign_in`, fields)
  const logIn = async () => {
    const { session } = (await (await redeem((await mint()).fields)).json()) as { session: string }
    return { headers: { cookie: `cw_d_session_info=${session}` } }
  }
  return { running, askToken, mint, redeem, logIn }
}

it('serves both halves on free ports, at URLs without a trailing slash', async () => {
  const { running, mint } = await start()
  expect(running.partnerUrl).toMatch(/^http:\/\/localhost:\d+$/)
  expect(running.workspaceUrl).toMatch(/^http:\/\/localhost:\d+$/)
  const { login } = await mint()
  expect(new URL(login).origin).toBe(running.workspaceUrl)
  expect((await fetch(login)).status).toBe(200)
})

it('listens on both loopback addresses', async () => {
  const { running } = await start()
  const { port } = new URL(running.workspaceUrl)
  expect((await fetch(`http://127.0.0.1:${port}/health`)).status).toBe(200)
  const six = await fetch(`http://[::1]:${port}/health`).catch(() => undefined)
  // Skipped on a machine without IPv6.
  if (six) expect(six.status).toBe(200)
})

it('lets exactly one of fifty simultaneous redemptions win', async () => {
  const { mint, redeem, running } = await start()
  const { fields } = await mint()
  const statuses = await Promise.all(Array.from({ length: 50 }, async () => (await redeem(fields)).status))
  expect(statuses.filter((status) => status === 200)).toHaveLength(1)
  expect(statuses.filter((status) => status === 401)).toHaveLength(49)
  expect(running.simulator.ledger.links()).toMatchObject([{ redeemed: 1, replayed: 49 }])
})

it('uses the given name in its URLs', async () => {
  const { running } = await start({ host: 'vendor.localhost' })
  expect(new URL(running.workspaceUrl).hostname).toBe('vendor.localhost')
  // Node does not resolve *.localhost as browsers do, so the test sets the name.
  const { port, host } = new URL(running.workspaceUrl)
  const policy = await new Promise((resolve) => {
    get({ port, host: '127.0.0.1', path: '/app/login', headers: { host } }, (response) => {
      response.resume()
      resolve(response.headers['content-security-policy'])
    })
  })
  expect(policy).toContain(`connect-src 'self' ws://vendor.localhost:${port} wss://vendor.localhost:${port}`)
})

it('passes the client’s address to the throttle', async () => {
  const { askToken, running } = await start({ wrongCredentials: { max: 1, blockMs: 60_000 } })
  await fetch(`${running.partnerUrl}/api/settings/accessToken`, { method: 'POST', body: '{}' })
  expect(await (await askToken()).json()).toMatchObject({ reason: 3 })
})

it('destroys the socket of a dropped request', async () => {
  const { askToken, running } = await start()
  running.simulator.faults.set({ accessToken: { drop: true, times: 1 } })
  await expect(askToken()).rejects.toThrow(TypeError)
  expect((await askToken()).status).toBe(200)
})

it('lets a request hang until the client disconnects, and can stop meanwhile', async () => {
  const { running } = await start()
  running.simulator.faults.set({ loginPage: { hang: true, times: 2 } })
  const client = new AbortController()
  const given = fetch(`${running.workspaceUrl}/app/login`, { signal: client.signal }).catch((error: unknown) => error)
  await eventually(() => running.simulator.faults.current()).toEqual({ loginPage: { hang: true, times: 1 } })
  client.abort(new Error('gave up'))
  expect(await given).toMatchObject({ message: 'gave up' })
  const left = fetch(`${running.workspaceUrl}/app/login`).catch((error: unknown) => error)
  await eventually(() => running.simulator.faults.current()).toEqual({})
  await running.stop()
  expect(await left).toBeInstanceOf(TypeError)
})

it('refuses a body that is too large', async () => {
  const { redeem } = await start()
  expect((await redeem({ email: 'x'.repeat(1_000_001) })).status).toBe(400)
})

it('streams server-sent events and detects when the reader disconnects', async () => {
  const { logIn, running } = await start()
  const { headers } = await logIn()
  const client = new AbortController()
  const url = `${running.workspaceUrl}/api/v1/accounts/4142/conversations/165/events?after=4`
  const response = await fetch(url, { headers, signal: client.signal })
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  while (!text.includes('\n\ndata: ')) text += (await reader?.read())?.value ?? ''
  expect(text).toContain('Could he come after four?')
  client.abort()
})

it('can be stopped twice, frees its ports, and is disposable', async () => {
  const { running } = await start()
  const workspacePort = Number(new URL(running.workspaceUrl).port)
  await running.stop()
  await running.stop()
  const again = await start({ workspacePort })
  expect(again.running.workspaceUrl).toBe(running.workspaceUrl)
  await again.running[Symbol.asyncDispose]()
  await expect(fetch(`${running.workspaceUrl}/health`)).rejects.toThrow(TypeError)
})

it('reports a port in use, and leaves nothing running', async () => {
  const { running } = await start()
  const taken = Number(new URL(running.partnerUrl).port)
  await expect(startSimulator({ workspacePort: taken })).rejects.toThrow(`cannot listen on port ${taken}`)
})

describe('the chat over a WebSocket', () => {
  const path = '/cable/accounts/4142/conversations/165'

  /** Opens a socket and returns incoming messages one by one. */
  function open(url: string, options: { headers?: Record<string, string>; origin?: string }) {
    const socket = new WebSocket(url.replace('http', 'ws'), options)
    const arrived: unknown[] = []
    socket.on('message', (data) => arrived.push(JSON.parse(String(data))))
    const refused = new Promise<number | undefined>((resolve) => {
      socket.once('unexpected-response', (_, response) => {
        resolve(response.statusCode)
        socket.terminate()
      })
      socket.on('error', () => resolve(undefined))
    })
    const opened = new Promise((resolve) => socket.once('open', resolve))
    return { socket, arrived, refused, opened }
  }

  it('sends, shows that the contact is typing, and receives', async () => {
    const { logIn, running } = await start()
    const { headers } = await logIn()
    const { socket, arrived, opened } = open(`${running.workspaceUrl}${path}?after=5`, { headers })
    await opened
    socket.send(JSON.stringify({ type: 'send', text: 'After four it is.' }))
    await eventually(() => arrived.length).toBe(4)
    expect(arrived).toMatchObject([
      { type: 'message', message: { from: 'agent', text: 'After four it is.' } },
      { type: 'typing', typing: true },
      { type: 'typing', typing: false },
      { type: 'message', message: { from: 'contact' } },
    ])
    socket.terminate()
  })

  it('reaches a second window, starting with what it missed', async () => {
    const { logIn, running } = await start()
    const { headers } = await logIn()
    const first = open(`${running.workspaceUrl}${path}?after=5`, { headers })
    const second = open(`${running.workspaceUrl}${path}?after=4`, { headers })
    await Promise.all([first.opened, second.opened])
    await eventually(() => second.arrived).toMatchObject([{ message: { id: 5 } }])
    first.socket.send(JSON.stringify({ type: 'send', text: 'Hello' }))
    await eventually(() => second.arrived[1]).toMatchObject({ message: { text: 'Hello' } })
  })

  it.each(['', 'not json', '{"type":"send"}', '{"type":"send","text":"  "}'])('refuses to send %j', async (json) => {
    const { logIn, running } = await start()
    const { headers } = await logIn()
    const { socket, arrived, opened } = open(`${running.workspaceUrl}${path}?after=5`, { headers })
    await opened
    socket.send(json)
    await eventually(() => arrived).toMatchObject([{ type: 'refused' }])
  })

  it('requires a session', async () => {
    const { running } = await start()
    expect(await open(`${running.workspaceUrl}${path}`, {}).refused).toBe(401)
  })

  it('does not open for a page of another origin', async () => {
    const { logIn, running } = await start()
    const { headers } = await logIn()
    const origin = 'https://dashboard.example'
    expect(await open(`${running.workspaceUrl}${path}`, { headers, origin }).refused).toBe(403)
  })

  it('is the transport in the page’s configuration', async () => {
    const { logIn, running } = await start()
    const page = await fetch(`${running.workspaceUrl}/app/accounts/4142/conversations/165`, await logIn())
    expect(await page.text()).toContain(`"socket":"${path}"`)
  })
})

describe('the control API', () => {
  it('is off by default', async () => {
    const { running } = await start()
    expect(running.controlUrl).toBeUndefined()
    expect((await fetch(`${running.partnerUrl}/control/ledger`)).status).toBe(404)
  })

  it('is served beside the partner API, unaffected by its faults', async () => {
    const { running, mint } = await start({ control: true })
    await mint()
    running.simulator.faults.set({ all: { status: 500 } })
    const response = await fetch(`${running.controlUrl}/ledger`)
    expect(await response.json()).toMatchObject({ totals: { minted: 1 } })
    expect((await fetch(`${running.workspaceUrl}/control/ledger`)).status).toBe(500)
  })

  it('streams the ledger', async () => {
    const { running, mint } = await start({ control: true })
    const client = new AbortController()
    const response = await fetch(`${running.controlUrl}/ledger/events`, { signal: client.signal })
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
    expect((await reader?.read())?.value).toContain('"minted":0')
    await mint()
    let text = ''
    while (!text.includes('"type":"minted"')) text += (await reader?.read())?.value ?? ''
    expect(text).toContain('"minted":1')
    client.abort()
  })
})
