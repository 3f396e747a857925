import { existsSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { delimiter, join } from 'node:path'
import { inspect } from 'node:util'
import { createLoginHandler, createPartnerClient, type LoginEvent } from '@conversation-frame/server'
import { createNodeListener } from '@conversation-frame/server/node'
import { createSimulator } from '@conversation-frame/simulator'
import { type Browser, chromium, type Page } from 'playwright'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { freePort } from './startProcess.js'

const path = '/api/conversation-login'
const body = JSON.stringify({ conversationId: 165, phoneNumber: '972501234567' })
const clientSecret = 'demo-secret'
const simulator = createSimulator({ clientSecret })
const events: LoginEvent[] = []
/** All that was reported and answered, and the access tokens that must not be in it. */
const told: string[] = []
const tokens = new Set<string>()
const partner = createPartnerClient({
  clientId: 'demo-client',
  clientSecret,
  loginOrigins: ['https://{server}.vendor.localhost'],
  fetch: async (input, init) => {
    const request = new Request(input, init)
    const [, token] = request.headers.get('authorization')?.split(' ') ?? []
    if (token) tokens.add(token)
    return simulator.partner(request)
  },
})
/** Takes everybody for a signed-in agent: what stands between a foreign page and a link is the origin check alone. */
const handler = createLoginHandler({
  partner,
  authorize: () => ({ userId: 'u1', accountId: 4142, agentId: 3142, server: 'online' }),
  limiter: false,
  onEvent: (event) => {
    events.push(event)
    told.push(inspect(event))
  },
})
const endpoint = createNodeListener(async (request) => {
  const response = await handler(request)
  told.push(inspect(response.headers), await response.clone().text())
  return response
})

let server: Server
let browser: Browser
let port: number

beforeAll(async () => {
  const executablePath = (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, 'chromium'))
    .find((candidate) => existsSync(candidate))
  if (!executablePath) throw new Error('Chromium is not on PATH')
  port = await freePort()
  server = createServer((request, response) => {
    if (request.url?.startsWith(path)) return endpoint(request, response)
    response
      .setHeader('content-type', 'text/html')
      .end('<!doctype html><title>a page</title><iframe name="sink"></iframe>')
  }).listen(port)
  const args = ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--no-first-run', '--disable-quic']
  browser = await chromium.launch({ executablePath, args })
})
afterAll(async () => {
  await browser?.close()
  server?.close()
  server?.closeAllConnections()
})
beforeEach(() => {
  simulator.ledger.clear()
  events.splice(0)
})

/** Where an attacker's script may run, and what the browser calls it. The endpoint is on http://host.localhost. */
const origins = [
  ['another site', 'evil.localhost', 'cross-site'],
  ['a subdomain of the host', 'blog.host.localhost', 'same-site'],
  ['the parent of the host', 'localhost', 'cross-site'],
] as const

type Attack = [name: string, run: (url: string, body: string) => Promise<unknown> | unknown]

/** Each runs in the attacker's page. */
const attacks: Attack[] = [
  ['a form post', (url) => submit(url, 'application/x-www-form-urlencoded', 'conversationId', '165')],
  [
    'a form post that looks like JSON',
    (url) => submit(url, 'text/plain', '{"conversationId":165,"phoneNumber":"972501234567","x":"', '"}'),
  ],
  ['a no-cors fetch', (url, body) => fetch(url, { method: 'POST', mode: 'no-cors', credentials: 'include', body })],
  [
    'a no-cors fetch of a JSON blob',
    (url, body) => {
      const json = new Blob([body], { type: 'application/json' })
      return fetch(url, { method: 'POST', mode: 'no-cors', credentials: 'include', body: json })
    },
  ],
  [
    'a fetch with a preflight',
    (url, body) => {
      const headers = { 'content-type': 'application/json' }
      return fetch(url, { method: 'POST', credentials: 'include', headers, body })
    },
  ],
  ['a beacon', (url, body) => navigator.sendBeacon(url, new Blob([body], { type: 'application/json' }))],
  ['a beacon of text', (url, body) => navigator.sendBeacon(url, body)],
]

/** Declared for the attacks' types only: the page gets its own, below. */
declare function submit(url: string, enctype: string, name: string, value: string): Promise<void>

const submitInPage = `globalThis.submit = (url, enctype, name, value) => new Promise((resolve) => {
  const form = document.createElement('form')
  Object.assign(form, { method: 'post', action: url, enctype, target: 'sink' })
  const field = document.createElement('textarea')
  Object.assign(field, { name, value })
  form.append(field)
  document.body.append(form)
  document.querySelector('iframe').addEventListener('load', resolve, { once: true })
  form.submit()
})`

async function attack(page: Page, [, run]: Attack): Promise<void> {
  const url = `http://host.localhost:${port}${path}`
  await page.evaluate(submitInPage)
  const before = events.length
  await page.evaluate(`(${run})(${JSON.stringify(url)}, ${JSON.stringify(body)})?.catch?.(() => {})`)
  // Every attack reaches the endpoint: that it is refused there is what is to be shown, not that the browser holds it back.
  await expect.poll(() => events.length).toBeGreaterThan(before)
}

it.each(origins.flatMap(([where, host, site]) => attacks.map((each) => [each[0], where, host, site, each] as const)))(
  '%s from %s mints nothing',
  async (_, _where, host, site, each) => {
    const page = await browser.newPage()
    await page.goto(`http://${host}:${port}/`)
    await attack(page, each)
    const why = expect.stringContaining(`the browser calls it "${site}", from "http://${host}:${port}"`)
    expect(events).toMatchObject(events.map(() => ({ type: 'refused', code: 'forbidden', why })))
    expect(simulator.ledger.totals().minted).toBe(0)
    await page.close()
  },
)

it('a sandboxed frame in the host’s own page mints nothing', async () => {
  const page = await browser.newPage()
  await page.goto(`http://host.localhost:${port}/`)
  const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body }
  const script = `fetch(${JSON.stringify(path)}, ${JSON.stringify(init)}).catch(() => {})`
  const url = `http://host.localhost:${port}/`
  await page.evaluate(
    ([document, base]) => {
      const frame = globalThis.document.createElement('iframe')
      frame.sandbox.add('allow-scripts')
      frame.srcdoc = `<base href="${base}">${document}`
      globalThis.document.body.append(frame)
    },
    [`<script>${script}</script>`, url],
  )
  await expect.poll(() => events.length).toBeGreaterThan(0)
  expect(events[0]).toMatchObject({ type: 'refused', code: 'forbidden', why: expect.stringContaining('no origin') })
  expect(simulator.ledger.totals().minted).toBe(0)
  await page.close()
})

it('the host’s own page gets its link', async () => {
  const page = await browser.newPage()
  await page.goto(`http://host.localhost:${port}/`)
  const status = await page.evaluate(
    async ([url, text]) => {
      const headers = { 'content-type': 'application/json' }
      return (await fetch(url ?? '', { method: 'POST', headers, body: text ?? '' })).status
    },
    [path, body],
  )
  expect(status).toBe(200)
  expect(simulator.ledger.totals().minted).toBe(1)
  await page.close()
})

it('tells nobody the secret or the access token', () => {
  expect(told.join()).toContain('sso_auth_token')
  expect(tokens.size).toBe(1)
  for (const secret of [clientSecret, ...tokens]) expect(told.join()).not.toContain(secret)
})
