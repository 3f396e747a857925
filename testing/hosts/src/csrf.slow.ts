import {
  type Browser,
  type LocalServer,
  launch,
  type Page,
  serveHttps,
  testedEngines,
} from '@conversation-frame/browsers'
import { createLoginHandler, createPartnerClient, type LoginEvent } from '@conversation-frame/server'
import { createSimulator } from '@conversation-frame/simulator'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createSecretScan } from './createSecretScan.js'

const path = '/api/conversation-login'
const body = JSON.stringify({ conversationId: 165, phoneNumber: '972501234567' })
const clientSecret = 'client-secret-of-the-matrix'
const simulator = createSimulator({ clientSecret })
const scan = createSecretScan(clientSecret)
const events: LoginEvent[] = []
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
    scan.hear(event)
  },
})

/** Posts a form as a page does, and stays where it is. */
const page = `<!doctype html><title>a page</title><iframe name="sink"></iframe><script>
  function submitForm(action, enctype, name, value) {
    const form = Object.assign(document.createElement('form'), { method: 'post', action, enctype, target: 'sink' })
    form.append(Object.assign(document.createElement('textarea'), { name, value }))
    document.body.append(form)
    form.submit()
  }
</script>`

let server: LocalServer
const urlOf = (host: string, at = '/') => server.url(host, at)

beforeAll(async () => {
  server = await serveHttps(async (request) =>
    new URL(request.url).pathname === path
      ? scan.hearAnswer(await handler(request))
      : new Response(page, { headers: { 'content-type': 'text/html' } }),
  )
})
afterAll(() => server?.close())
beforeEach(() => {
  simulator.ledger.clear()
  events.splice(0)
})

/** Where an attacker's script may run, and what the browser calls it. The endpoint is on host.localhost. */
const origins = [
  ['another site', 'evil.localhost', 'cross-site'],
  ['a subdomain of the host', 'blog.host.localhost', 'same-site'],
  ['the parent of the host', 'localhost', 'cross-site'],
] as const

/** Of the attacker's page, in which the attacks run. */
declare function submitForm(action: string, enctype: string, name: string, value: string): void

type Attack = [name: string, run: (target: { url: string; body: string }) => unknown]

const attacks: Attack[] = [
  ['a form post', ({ url }) => submitForm(url, 'application/x-www-form-urlencoded', 'conversationId', '165')],
  [
    'a form post that looks like JSON',
    ({ url }) => submitForm(url, 'text/plain', '{"conversationId":165,"phoneNumber":"972501234567","x":"', '"}'),
  ],
  [
    'a no-cors fetch',
    ({ url, body }) => fetch(url, { method: 'POST', mode: 'no-cors', credentials: 'include', body }).catch(() => {}),
  ],
  [
    'a no-cors fetch of a JSON blob',
    ({ url, body }) => {
      const json = new Blob([body], { type: 'application/json' })
      return fetch(url, { method: 'POST', mode: 'no-cors', credentials: 'include', body: json }).catch(() => {})
    },
  ],
  [
    'a fetch with a preflight',
    ({ url, body }) => {
      const headers = { 'content-type': 'application/json' }
      return fetch(url, { method: 'POST', credentials: 'include', headers, body }).catch(() => {})
    },
  ],
  ['a beacon', ({ url, body }) => navigator.sendBeacon(url, new Blob([body], { type: 'application/json' }))],
  ['a beacon of text', ({ url, body }) => navigator.sendBeacon(url, body)],
]

describe.each(testedEngines())('$engine', ({ engine, skip }) => {
  describe.skipIf(skip)('lets no foreign page have a link', () => {
    let browser: Browser
    let page: Page

    beforeAll(async () => {
      browser = await launch(engine, { servers: [server] })
      page = await browser.newPage()
    })
    afterAll(() => browser?.close())

    it.each(
      origins.flatMap(([where, host, site]) => attacks.map(([name, run]) => [name, where, host, site, run] as const)),
    )('%s from %s mints nothing', async (_name, _where, host, site, run) => {
      await page.goto(urlOf(host))
      // A driver may mistake the initial blank document of a new process for the requested one.
      await page.waitFor(() => typeof submitForm === 'function')
      await page.evaluate(run, { url: urlOf('host.localhost', path), body })
      // Every attack reaches the endpoint: that it is refused there is what is to be shown, not that the browser holds it back.
      await expect.poll(() => events.length, { timeout: 5_000 }).toBeGreaterThan(0)
      // In Firefox, a frame that is still navigating can make the page's next navigation fail.
      await page.evaluate(() => document.querySelector('iframe')?.remove())
      const why = `Sec-Fetch-Site is "${site}", from "${new URL(urlOf(host)).origin}"`
      for (const event of events) {
        expect(event).toMatchObject({ type: 'refused', code: 'forbidden', why: expect.stringContaining(why) })
      }
      expect(simulator.ledger.totals().minted).toBe(0)
    })

    it('a sandboxed frame in the host’s own page mints nothing', async () => {
      await page.goto(urlOf('host.localhost'))
      const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body }
      const script = `fetch(${JSON.stringify(urlOf('host.localhost', path))}, ${JSON.stringify(init)}).catch(() => {})`
      await page.evaluate((text) => {
        const frame = document.createElement('iframe')
        frame.sandbox.add('allow-scripts')
        frame.srcdoc = `<script>${text}</script>`
        document.body.append(frame)
      }, script)
      await expect.poll(() => events.length, { timeout: 5_000 }).toBeGreaterThan(0)
      expect(events[0]).toMatchObject({ type: 'refused', code: 'forbidden', why: expect.stringContaining('no origin') })
      expect(simulator.ledger.totals().minted).toBe(0)
    })

    it('but the host’s own page gets its own', async () => {
      await page.goto(urlOf('host.localhost'))
      const status = await page.evaluate(
        async ({ path, body }) => {
          const headers = { 'content-type': 'application/json' }
          return (await fetch(path, { method: 'POST', headers, body })).status
        },
        { path, body },
      )
      expect(status).toBe(200)
      expect(simulator.ledger.totals().minted).toBe(1)
    })
  })
})

it('reveals the secret, the access token or a link to no one', () => {
  expect(scan.heard()).toContain('(a link)')
  expect(tokens.size).toBe(1)
  expect(scan.leaks([...tokens])).toEqual([])
})
