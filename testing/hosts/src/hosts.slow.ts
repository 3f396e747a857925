import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { RunningServer } from '@conversation-frame/processes'
import { type RunningSimulator, startSimulator } from '@conversation-frame/simulator/node'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createVisitor, maya, path, target, type Visitor } from './createVisitor.js'
import { hosts } from './hosts.js'
import { tapVendor, type VendorTap } from './tapVendor.js'

const command = fileURLToPath(new URL('../node_modules/.bin/conversation-frame', import.meta.url))
const clientSecret = 'client-secret-of-the-hosts'
/** Of the partner client: a busy machine may need a second for thirty calls at once. */
const timeout = 3_000

/** What comes before the body of a request that `fetch` would not send. */
function post(headers: Record<string, string | number>): string {
  const all = Object.entries({ 'Content-Type': 'application/json', Cookie: maya, ...headers })
  return `POST ${path} HTTP/1.1\r\n${all.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`
}

/** One suite, many hosts: what a browser may rely on, whatever serves the endpoint. */
describe.each(hosts)('$name', (traits) => {
  const { start, answersItself = {}, keepsItsName = false, hidesLeaving = false, assumesTls = false } = traits
  let vendor: RunningSimulator
  let tap: VendorTap
  let host: RunningServer
  let origin: string
  let visitor: Visitor
  let ask: Visitor['ask']

  beforeAll(async () => {
    vendor = await startSimulator({ clientId: 'client', clientSecret })
    tap = await tapVendor(vendor)
    host = await start({
      PARTNER_CLIENT_ID: 'client',
      PARTNER_CLIENT_SECRET: clientSecret,
      PARTNER_BASE_URL: tap.url,
      PARTNER_LOGIN_ORIGINS: vendor.workspaceUrl,
      PARTNER_TIMEOUT: String(timeout),
    })
    origin = `http://127.0.0.1:${host.port}`
    visitor = createVisitor(host.port)
    ask = visitor.ask
  })
  afterAll(async () => {
    await host?.stop()
    await tap?.stop()
    await vendor?.stop()
  })
  beforeEach(() => {
    vendor.simulator.ledger.clear()
    vendor.simulator.faults.clear()
  })

  // First, because only a process that has just started has no token.
  it('asks for one access token, however many browsers come to a cold endpoint at once', async () => {
    vendor.simulator.faults.set({ accessToken: { delay: 500 } })
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, user) => ask({ headers: { cookie: `session=early${user}-3142` } })),
    )
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200))
    expect(vendor.simulator.ledger.totals()).toMatchObject({ minted: 12, accessTokens: 1 })
  })

  it('hands out a link to the conversation, as the agent that the session says', async () => {
    const { status, headers, body } = await ask()
    expect(status).toBe(200)
    expect(headers.get('content-type')).toBe('application/json')
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('referrer-policy')).toBe('no-referrer')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(body).toMatchObject({ url: expect.stringContaining(vendor.workspaceUrl), conversationId: 165 })
    expect(body.expiresInSeconds).toBeGreaterThan(290)
    expect(vendor.simulator.ledger.links()).toMatchObject([
      { account: 4142, agent: 3142, target: { conversationId: 165, phoneNumber: '972501234567' } },
    ])
  })

  it('keeps the access token, and gives each of many browsers a link of its own', async () => {
    const answers = await Promise.all(
      Array.from({ length: 25 }, (_, user) => ask({ headers: { cookie: `session=u${user}-3142` } })),
    )
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200))
    expect(new Set(answers.map(({ body }) => body.url)).size).toBe(25)
    expect(vendor.simulator.ledger.totals()).toMatchObject({ minted: 25, accessTokens: 0 })
  })

  it('is right by the doctor, who checks any login endpoint against the contract', async () => {
    const args = ['doctor', '--endpoint', `${origin}${path}`, '--header', `Cookie: ${maya}`, '--json']
    const where = ['--conversation', '165', '--phone', '972501234567']
    const { stdout } = await promisify(execFile)(command, [...args, ...where]).catch((error) => error)
    for (const secret of ['sso_auth_token', ...tap.tokens()]) expect(stdout).not.toContain(secret)
    const { checks } = JSON.parse(stdout)
    expect(checks.filter(({ outcome }: { outcome: string }) => outcome !== 'ok')).toEqual([])
    expect(vendor.simulator.ledger.totals().minted).toBe(2)
  })

  it.each([
    ['an unauthenticated user', undefined, 401, 'unauthenticated'],
    ['a guest', 'session=guest-3142', 403, 'forbidden'],
    ['somebody whom the database fails for', 'session=broken-3142', 500, 'internal_error'],
    ['an agent that the vendor does not know', 'session=maya-1', 502, 'misconfigured'],
  ])('gives no link to %s', async (_, cookie, status, code) => {
    expect(await ask({ headers: { cookie } })).toMatchObject({ status, body: { code, status } })
    expect(vendor.simulator.ledger.totals().minted).toBe(0)
  })

  it.each([
    [
      'a conversation that the vendor has deleted',
      { ...target, conversationId: 99_999 },
      404,
      'conversation_not_found',
    ],
    [
      'a contact that the vendor knows otherwise',
      { conversationId: 166, phoneNumber: '447700900142' },
      422,
      'contact_invalid',
    ],
    ['another user’s conversation', { conversationId: 168, phoneNumber: '972523456789' }, 403, 'forbidden'],
    ['another contact’s conversation', { ...target, phoneNumber: '447700900142' }, 403, 'forbidden'],
    ['another conversation’s contact', { ...target, conversationId: 166 }, 403, 'forbidden'],
    ['a conversation that is in no record', { ...target, conversationId: 7 }, 403, 'forbidden'],
    ['an inbox, with a contact of their own', { inboxId: 12, phoneNumber: target.phoneNumber }, 403, 'forbidden'],
    ['a conversation without its phone number', { conversationId: 165, email: 'a@b.example' }, 403, 'forbidden'],
    [
      'a body with a name twice',
      `${JSON.stringify(target).slice(0, -1)},"conversationId":166}`,
      400,
      'invalid_request',
    ],
  ])('gives no link to %s', async (_, body, status, code) => {
    expect(await ask({ body })).toMatchObject({ status, body: { code, status } })
    expect(vendor.simulator.ledger.totals().minted).toBe(0)
  })

  it('gives no link to a body in another charset', async () => {
    const headers = { 'content-type': 'application/json; charset=utf-16' }
    expect(await ask({ headers })).toMatchObject({ status: 415, body: { code: 'invalid_request' } })
    expect(vendor.simulator.ledger.totals().minted).toBe(0)
  })

  it('lets a listed frontend of another origin ask, preflight included, and no other', async () => {
    const listed = { origin: 'https://frontend.example', 'sec-fetch-site': 'cross-site' }
    const preflight = await ask({ method: 'OPTIONS', headers: { ...listed, 'access-control-request-method': 'POST' } })
    expect(preflight.status).toBe(204)
    expect(preflight.headers.get('access-control-allow-methods')).toBe('POST')
    const answer = await ask({ headers: listed })
    expect(answer.status).toBe(200)
    expect(answer.headers.get('access-control-allow-origin')).toBe(listed.origin)
    expect(answer.headers.get('access-control-allow-credentials')).toBe('true')
    const other = await ask({ method: 'OPTIONS', headers: { ...listed, origin: 'https://evil.example' } })
    expect(other.status).toBe(403)
    expect(other.headers.get('access-control-allow-origin')).toBeNull()
  })

  it('takes the browser’s word for its own origin where Sec-Fetch-Site is not sent, and no other’s', async () => {
    const named = (asker: string) =>
      visitor.write(
        post({ Host: 'dashboard.example', Origin: asker, 'Content-Length': body.length }) + body,
        timeout + 1_000,
      )
    const body = JSON.stringify(target)
    const [own, other] = assumesTls ? ['https', 'http'] : ['http', 'https']
    expect(await named(`${own}://dashboard.example`)).toMatchObject({ status: keepsItsName ? 403 : 200 })
    expect(await named(`${other}://dashboard.example`)).toMatchObject({ status: 403 })
    expect(await named('http://evil.example')).toMatchObject({ status: 403 })
  })

  it.each(['GET', 'HEAD', 'PUT', 'DELETE', 'PATCH'])('answers 405 to %s', async (method) => {
    const { status, headers, body } = await ask({ method })
    expect(status).toBe(405)
    expect(headers.get('allow')).toBe('POST, OPTIONS')
    if (method === 'HEAD') expect(body).toBeUndefined()
    else expect(body).toMatchObject({ code: 'invalid_request' })
  })

  it.each(['PROPFIND', 'TRACE'])('mints nothing for %s', async (method) => {
    const { status, headers } = await visitor.call(method)
    expect(status).toBe(answersItself[method] ?? 405)
    if (!(method in answersItself)) expect(headers.get('allow')).toBe('POST, OPTIONS')
    expect(vendor.simulator.ledger.totals().minted).toBe(0)
  })

  it('answers within its time when the vendor hangs, breaks off or talks nonsense, and recovers', async () => {
    const { faults } = vendor.simulator
    faults.set({ loginConversation: { hang: true } })
    expect(await ask()).toMatchObject({ status: 504, body: { code: 'vendor_unavailable' } })
    faults.set({ loginConversation: { drop: true } })
    expect(await ask()).toMatchObject({ status: 502, body: { code: 'vendor_unavailable' } })
    faults.set({ loginConversation: { body: 'truncated' } })
    expect(await ask()).toMatchObject({ status: 502, body: { code: 'vendor_unavailable' } })
    faults.set({ loginConversation: { status: 429, retryAfter: 7 } })
    const throttled = await ask()
    expect(throttled).toMatchObject({ status: 503, body: { code: 'vendor_unavailable', retryAfterSeconds: 7 } })
    expect(throttled.headers.get('retry-after')).toBe('7')
    faults.clear()
    expect(await ask()).toMatchObject({ status: 200 })
  })

  it('reads no more of the vendor’s answer than an answer can have, whatever its headers say', async () => {
    const flood = tap.flood()
    expect(await ask()).toMatchObject({ status: 502, body: { code: 'vendor_unavailable' } })
    // An answer may have 64 kB. The rest is what buffers take on the way.
    expect(flood.taken()).toBeLessThan(32_000_000)
    flood.stop()
    expect(await ask()).toMatchObject({ status: 200 })
  })

  it('limits the links of one user, and no other’s', async () => {
    const cookie = 'session=hasty-3142'
    const answers = await Promise.all(Array.from({ length: 40 }, () => ask({ headers: { cookie } })))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(30)
    const limited = answers.filter(({ status }) => status === 429)
    expect(limited).toHaveLength(10)
    expect(Number(limited[0]?.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(await ask()).toMatchObject({ status: 200 })
  })

  it('ends a body that comes too slowly, and mints nothing', async () => {
    const { status } = await visitor.write(`${post({ Host: '127.0.0.1', 'Content-Length': 80 })}{`, 15_000)
    // Either the endpoint's own 408, or the platform was even less patient.
    expect([400, 408]).toContain(status)
    expect(vendor.simulator.ledger.totals().minted).toBe(0)
  })

  it('answers a body of 16,000 pieces at once', async () => {
    const body = JSON.stringify(target).padEnd(16_000)
    const pieces = [...body].map((piece) => `1\r\n${piece}\r\n`).join('')
    const head = post({ Host: '127.0.0.1', 'Transfer-Encoding': 'chunked' })
    const { status } = await visitor.write(`${head}${pieces}0\r\n\r\n`, 2_000)
    // A platform may put pieces together before the endpoint sees them.
    expect([200, 400]).toContain(status)
  })

  it('ends the vendor’s call when the browser goes away, or else in the call’s own time', async () => {
    vendor.simulator.faults.set({ loginConversation: { hang: true } })
    const traceparent = '00-0123456789abcdef0123456789abcdef-0123456789abcdef-01'
    const call = () => tap.connections.find(({ said }) => said.includes(traceparent))
    const browser = new AbortController()
    const headers = { cookie: 'session=leaver-3142', traceparent }
    const gone = ask({ headers, signal: browser.signal }).catch(() => 'gone')
    await expect.poll(call).toMatchObject({ isOpen: true })
    browser.abort()
    expect(await gone).toBe('gone')
    const soon = timeout / 2
    await expect.poll(call, { timeout: hidesLeaving ? timeout + soon : soon }).toMatchObject({ isOpen: false })
  })

  it('goes on after browsers that went away in the middle', async () => {
    vendor.simulator.faults.set({ loginConversation: { delay: 300 } })
    const gone = Array.from({ length: 10 }, (_, user) =>
      ask({ headers: { cookie: `session=gone${user}-3142` }, signal: AbortSignal.timeout(100) }).catch(() => 'gone'),
    )
    expect(await Promise.all(gone)).toEqual(gone.map(() => 'gone'))
    expect(await ask()).toMatchObject({ status: 200 })
  })

  it('says nothing secret, neither to browsers nor in its output', async () => {
    const tokens = tap.tokens()
    expect(tokens.length).toBeGreaterThan(0)
    expect(visitor.heard()).toContain('sso_auth_token')
    for (const secret of [clientSecret, ...tokens]) expect(visitor.heard()).not.toContain(secret)
    await host.stop()
    // All that it writes is in: no process of it is left.
    await expect(ask()).rejects.toThrow('fetch failed')
    for (const secret of [clientSecret, 'sso_auth_token', ...tokens]) expect(host.output()).not.toContain(secret)
  })
})
