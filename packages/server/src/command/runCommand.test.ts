import { createSimulator, type Faults, type SimulatorOptions } from '@conversation-frame/simulator'
import { describe, expect, it } from 'vitest'
import { loginEndpoint } from '../../testing/loginEndpoint.js'
import { okAnswer } from '../../testing/scriptedVendor.js'
import { watch } from '../../testing/secretWatch.js'
import { runCommand } from './runCommand.js'

const env = {
  PARTNER_CLIENT_ID: 'demo-client',
  PARTNER_CLIENT_SECRET: 'client-secret-of-the-doctor',
  PARTNER_BASE_URL: 'https://partners.vendor.localhost',
  PARTNER_LOGIN_ORIGINS: 'https://{server}.vendor.localhost',
}
const agent = ['--account', '4142', '--agent', '3142']
const conversation = ['--conversation', '165', '--phone', '+972 50-123-4567']

/** Runs the command where the simulator is the whole network. */
async function run(
  args: string[],
  options: SimulatorOptions & { faults?: Faults; env?: object; setCookie?: string } = {},
) {
  const { faults = {}, env: changed = {}, setCookie, ...rest } = options
  const simulator = createSimulator({ clientSecret: env.PARTNER_CLIENT_SECRET, ...rest })
  simulator.faults.set(faults)
  const out: string[] = []
  const err: string[] = []
  const code = await runCommand(args, {
    env: { ...env, ...changed },
    fetch: async (input, init) => {
      const request = new Request(input, init)
      const isPartner = new URL(request.url).hostname === 'partners.vendor.localhost'
      if (isPartner) return simulator.partner(request)
      const response = await simulator.workspace(request)
      if (setCookie) response.headers.append('set-cookie', setCookie)
      return response
    },
    print: (line) => out.push(line),
    warn: (line) => err.push(line),
    version: '1.2.3',
  })
  return { code, out: out.join('\n'), err: err.join('\n'), simulator }
}

async function doctor(args: string[], options: Parameters<typeof run>[1] = {}) {
  const result = await run(['doctor', ...agent, ...args, '--json'], options)
  const { checks } = JSON.parse(watch(result.out)) as { checks: { name: string; outcome: string; finding: string }[] }
  return { ...result, checks, outcomes: Object.fromEntries(checks.map(({ name, outcome }) => [name, outcome])) }
}

describe('doctor', () => {
  it('finds nothing wrong with a deployment on one site, and opens nothing', async () => {
    const { code, outcomes, simulator } = await doctor(['--dashboard', 'https://app.vendor.localhost', ...conversation])
    expect(outcomes).toEqual({
      credentials: 'ok',
      link: 'ok',
      origin: 'ok',
      framing: 'ok',
      site: 'ok',
      cookies: 'ok',
      redeem: 'skipped',
    })
    expect(code).toBe(0)
    expect(simulator.ledger.totals()).toMatchObject({ minted: 1, accessTokens: 1, navigated: 0, redeemed: 0 })
  })

  it('speaks to people as well', async () => {
    const { out, code } = await run(['doctor', ...agent, '--dashboard', 'https://crm.example'], { cookie: 'lax' })
    expect(code).toBe(0)
    expect(watch(out)).toContain('✓ credentials: The vendor gave out an access token.')
    expect(out).toContain('! site: online.vendor.localhost and crm.example are two sites to browsers')
    expect(out).toContain('→')
  })

  it.each([
    ['lax', 'Firefox,', 'SameSite=None; Secure; Partitioned'],
    ['none', 'Chrome and Edge while third-party cookies are on', 'SameSite=None; Secure; Partitioned'],
    ['partitioned', 'Chrome, Edge and Firefox', 'Safari'],
  ] as const)('says where the login is kept with a %s cookie', async (kind, kept, advice) => {
    const args = ['--dashboard', 'https://crm.example', '--session-cookie', kind]
    const { checks, outcomes } = await doctor(args)
    const cookies = checks.find(({ name }) => name === 'cookies')
    expect(outcomes).toMatchObject({ site: 'warning', cookies: 'warning' })
    expect(cookies?.finding).toContain(kept)
    expect(JSON.stringify(cookies)).toContain(advice)
  })

  it('sees the session cookie of a page that shows it', async () => {
    const { checks } = await doctor(['--dashboard', 'https://crm.example'], { cookie: 'none' })
    expect(checks.find(({ name }) => name === 'cookies')?.finding).toContain('session cookie (none)')
  })

  it('takes no cookie of a network in front of the workspace for its session', async () => {
    const cookie = '__cf_bm=1; Path=/; HttpOnly; Secure; SameSite=None; Partitioned'
    const { checks } = await doctor(['--dashboard', 'https://crm.example'], { cookie: 'lax', setCookie: cookie })
    const finding = checks.find(({ name }) => name === 'cookies')?.finding
    expect(finding).toContain('Its session cookie is not visible')
    expect(finding).toContain('lost in Chrome, Edge and Safari')
  })

  it('blames the phone number when that is what is wrong, and asks the vendor nothing', async () => {
    const { outcomes, simulator } = await doctor(['--conversation', '165', '--phone', '050-1234567'])
    expect(outcomes).toEqual({ target: 'failed' })
    expect(simulator.ledger.totals()).toMatchObject({ accessTokens: 0 })
  })

  it('fails when the workspace may not be framed', async () => {
    const { code, checks } = await doctor(['--dashboard', 'https://crm.example'], { frameOptions: 'sameorigin' })
    expect(code).toBe(1)
    expect(checks).toContainEqual({
      name: 'framing',
      outcome: 'failed',
      finding: expect.stringContaining('X-Frame-Options: SAMEORIGIN'),
      advice: expect.stringContaining('frame-ancestors https://crm.example'),
    })
  })

  it('opens the link when it is told to', async () => {
    const { outcomes, simulator } = await doctor(['--redeem'])
    expect(outcomes).toMatchObject({ redeem: 'ok', framing: 'skipped' })
    expect(simulator.ledger.totals()).toMatchObject({ minted: 1, redeemed: 1 })
  })

  it('says so when the workspace refuses the link', async () => {
    const { outcomes, code } = await doctor(['--redeem'], { faults: { redeem: { status: 429 } } })
    expect(outcomes).toMatchObject({ redeem: 'failed' })
    expect(code).toBe(1)
  })

  it.each<[string, Faults, string]>([
    ['wrong credentials', { accessToken: { reason: 2 } }, 'credentials'],
    ['a vendor that is down', { accessToken: { drop: true } }, 'credentials'],
    ['an unknown agent', { loginAgent: { reason: 35 } }, 'link'],
    ['a foreign link', { loginAgent: { login: 'foreign' } }, 'origin'],
    ['a workspace that is down', { loginPage: { drop: true } }, 'framing'],
  ])('stops at %s', async (_, faults, failed) => {
    const { code, checks } = await doctor(['--dashboard', 'https://crm.example'], { faults })
    expect(code).toBe(1)
    expect(checks.filter(({ outcome }) => outcome === 'failed').map(({ name }) => name)).toEqual([failed])
  })
})

describe('doctor --endpoint', () => {
  const endpoint = 'https://dashboard.example/api/conversation-login'

  async function examine(handler: (request: Request) => Promise<Response>, args: string[] = []) {
    const out: string[] = []
    const code = await runCommand(['doctor', '--endpoint', endpoint, '--json', ...args], {
      env: {},
      fetch: (input, init) => handler(new Request(input, init)),
      print: (line) => out.push(line),
      warn: (line) => out.push(line),
      version: '1.2.3',
    })
    const { checks } = JSON.parse(out.join('\n')) as { checks: { name: string; outcome: string; finding: string }[] }
    return { code, checks, failed: checks.filter(({ outcome }) => outcome === 'failed').map(({ name }) => name) }
  }

  const signedIn = (request: Request) =>
    request.headers.get('cookie') === 'session=1'
      ? { userId: 'u1', accountId: 4142, agentId: 3142, server: 'online' }
      : null

  it('finds nothing wrong with ours', async () => {
    let link = 0
    const logins = [async () => Response.json({ ...okAnswer, login: `${okAnswer.login}${++link}` })]
    const { handler } = loginEndpoint({ logins }, { authorize: signedIn })
    const { code, checks, failed } = await examine(handler, ['--header', 'Cookie: session=1', ...conversation])
    expect(failed).toEqual([])
    expect(code).toBe(0)
    expect(checks).toHaveLength(15)
    expect(link).toBe(2)
  })

  it('mints nothing without a target', async () => {
    const { handler, vendor } = loginEndpoint({}, { authorize: signedIn })
    const { checks } = await examine(handler)
    expect(checks.at(-1)).toMatchObject({ name: 'link', outcome: 'skipped' })
    expect(vendor.calls).toEqual([])
  })

  it('finds what is wrong with one that answers everybody', async () => {
    const { code, failed } = await examine(
      async () => Response.json({ url: 'https://a.example/', expiresInSeconds: 3_600 }),
      conversation,
    )
    expect(code).toBe(1)
    expect(failed).toEqual([
      'cross_site',
      'same_site',
      'null_origin',
      'old_browser',
      'form_post',
      'method',
      'not_json',
      'no_target',
      'no_contact',
      'too_large',
      'contact_invalid',
      'unauthenticated',
      'link',
    ])
  })

  it('finds one link that is given out twice', async () => {
    const { handler } = loginEndpoint({}, { authorize: signedIn })
    const { failed } = await examine(handler, ['--header', 'Cookie: session=1', ...conversation])
    expect(failed).toEqual(['new_link'])
  })

  /** Answers as a login endpoint does, in the style of frameworks that ask who it is before they read the body. */
  const asksFirst = (request: Request, contentType = 'application/problem+json') => {
    const refuse = (status: number, code: string) =>
      new Response(JSON.stringify({ type: 'about:blank', title: 'Refused', status, code }), {
        status,
        headers: { 'cache-control': 'no-store', 'content-type': contentType, allow: 'POST' },
      })
    const site = request.headers.get('sec-fetch-site')
    if (site !== 'same-origin') return refuse(403, 'forbidden')
    if (request.method !== 'POST') return refuse(405, 'invalid_request')
    return refuse(401, 'unauthenticated')
  }
  const hidden = ['form_post', 'not_json', 'no_target', 'no_contact', 'too_large', 'contact_invalid']

  it('does not blame an endpoint that asks who it is before it reads the body, and says what would show more', async () => {
    const { code, checks } = await examine(async (request) => asksFirst(request))
    expect(code).toBe(0)
    const skipped = checks.filter(({ outcome }) => outcome === 'skipped')
    expect(skipped.map(({ name }) => name)).toEqual([...hidden, 'link'])
    for (const { finding } of skipped) expect(finding).toContain('--header')
    expect(checks).toContainEqual(expect.objectContaining({ name: 'unauthenticated', outcome: 'ok' }))
  })

  it('blames the header that signs nobody in at such an endpoint', async () => {
    const { code, checks, failed } = await examine(
      async (request) => asksFirst(request),
      ['--header', 'Cookie: session=over', ...conversation],
    )
    expect(code).toBe(1)
    expect(failed).toEqual([...hidden, 'link'])
    for (const name of failed) {
      const advice = expect.stringContaining('Correct --header')
      expect(checks).toContainEqual(expect.objectContaining({ name, advice }))
    }
  })

  it('takes no other 401 for that', async () => {
    const { failed } = await examine(async (request) => asksFirst(request, 'text/html'))
    expect(failed).toEqual(expect.arrayContaining([...hidden, 'unauthenticated']))
  })

  it.each([
    ['referrer-policy', 'Not every answer has Referrer-Policy: no-referrer.'],
    ['x-content-type-options', 'Not every answer has X-Content-Type-Options: nosniff.'],
  ])('advises %s, and fails nobody for it', async (name, finding) => {
    const { handler } = loginEndpoint({}, { authorize: signedIn })
    const { code, checks } = await examine(async (request) => {
      const response = await handler(request)
      if (response.status === 405) response.headers.delete(name)
      return response
    })
    expect(code).toBe(0)
    expect(checks).toContainEqual(expect.objectContaining({ name: 'headers', outcome: 'warning', finding }))
  })

  it.each(['text/html', 'application/jsonp', undefined])('wants a link as JSON, not as %s', async (type) => {
    const { handler } = loginEndpoint()
    const { checks } = await examine(async (request) => {
      const response = await handler(request)
      if (response.status !== 200) return response
      const headers = new Headers(response.headers)
      headers.delete('content-type')
      if (type) headers.set('content-type', type)
      return new Response(response.body, { headers })
    }, conversation)
    const finding = expect.stringContaining(`Content-Type is ${type ?? 'missing'}`)
    expect(checks).toContainEqual(expect.objectContaining({ name: 'link', outcome: 'failed', finding }))
  })

  it('says that it was not signed in, when it has no header to be', async () => {
    const { handler } = loginEndpoint({}, { authorize: signedIn })
    const { checks } = await examine(handler, conversation)
    expect(checks.at(-1)).toMatchObject({
      name: 'link',
      outcome: 'failed',
      advice: expect.stringContaining('--header'),
    })
  })

  it('does not advise a header where the endpoint has another fault', async () => {
    const { handler } = loginEndpoint({ logins: [new Response('<html>')] })
    const { checks } = await examine(handler, conversation)
    const advice = expect.not.stringContaining('--header')
    expect(checks.find(({ name }) => name === 'link')).toMatchObject({ outcome: 'failed', advice })
  })

  it('says when there is no endpoint at the address', async () => {
    const { checks } = await examine(async () => new Response('Cannot POST /api', { status: 404 }))
    expect(checks).toEqual([
      expect.objectContaining({ name: 'reachable', finding: expect.stringContaining('the status is 404') }),
    ])
  })

  it.each([
    [401, '--header'],
    [403, 'may open'],
    [429, 'Wait'],
    [302, 'Answer 401 in place of a redirect'],
    [500, 'Answer 200'],
  ])('advises what a link refused with %d calls for, and names it once', async (status, advice) => {
    const { handler } = loginEndpoint()
    const { checks } = await examine(async (request) => {
      const response = await handler(request)
      return response.status === 200
        ? new Response(null, { status, headers: { 'cache-control': 'no-store' } })
        : response
    }, conversation)
    const link = checks.find(({ name }) => name === 'link')
    expect(link).toMatchObject({ outcome: 'failed', advice: expect.stringContaining(advice) })
    expect(link?.finding.split(`the status is ${status}`)).toHaveLength(2)
  })

  it.each([
    [
      'its code',
      new TypeError('fetch failed', { cause: Object.assign(new Error(), { code: 'ECONNREFUSED' }) }),
      'ECONNREFUSED',
      'Start the endpoint',
    ],
    [
      'its certificate',
      new TypeError('fetch failed', { cause: Object.assign(new Error(), { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' }) }),
      'SELF_SIGNED',
      'NODE_EXTRA_CA_CERTS',
    ],
    ['its name', new DOMException('late', 'TimeoutError'), 'TimeoutError', 'Start the endpoint'],
    ['nothing', 'odd', 'unknown', 'Start the endpoint'],
  ])('says when nobody is there, and why, by %s', async (_, error, why, advice) => {
    const { checks } = await examine(() => Promise.reject(error))
    expect(checks).toMatchObject([
      {
        name: 'reachable',
        outcome: 'failed',
        finding: expect.stringContaining(why),
        advice: expect.stringContaining(advice),
      },
    ])
  })
})

describe('mint', () => {
  it('prints the link alone to standard output, and how long it lives beside it', async () => {
    const { code, out, err, simulator } = await run(['mint', ...agent, ...conversation])
    expect(code).toBe(0)
    expect(out).toMatch(/^https:\/\/online\.vendor\.localhost\/\S+$/)
    expect(watch(err)).toMatch(/^Open it once, within \d+ s\. Whoever opens it is agent 3142\.$/)
    expect(simulator.ledger.links()).toMatchObject([{ target: { conversationId: 165 } }])
  })

  it('prints JSON for scripts', async () => {
    const { out } = await run(['mint', ...agent, '--json'])
    expect(JSON.parse(out)).toMatchObject({ url: expect.any(String), expiresInSeconds: expect.any(Number) })
  })

  it('fails with the reason', async () => {
    const { code, out, err } = await run(['mint', ...agent], { faults: { loginAgent: { reason: 32 } } })
    expect(code).toBe(1)
    expect(out).toBe('')
    expect(err).toContain('account_suspended')
  })
})

describe('the command line', () => {
  it.each([
    [['--help'], 0, 'conversation-frame doctor'],
    [[], 0, 'conversation-frame doctor'],
    [['--version'], 0, '1.2.3'],
    [['cure'], 2, 'There is no command "cure"'],
    [['doctor', '--acount', '1'], 2, '--acount'],
    [['doctor', '--account', 'x', '--agent', '1'], 2, '--account must be a positive integer'],
    [['doctor', ...agent, '--dashboard', 'crm'], 2, '--dashboard must be an address'],
    [['doctor', ...agent, '--session-cookie', 'strict'], 2, 'lax, none or partitioned'],
    [['doctor', ...agent, '--conversation', '165'], 2, '--phone or --email'],
    [['doctor', '--endpoint', 'https://a.example', '--header', 'x'], 2, '--header must be written like'],
    [['mint', ...agent, '--base-url', 'http://a.example'], 1, 'baseUrl must be an https: address'],
  ])('%j', async (args, code, text) => {
    const result = await run(args)
    expect(result.code).toBe(code)
    expect(`${result.out}${result.err}`).toContain(text)
  })

  it('names everything that is missing at once', async () => {
    const { code, err } = await run(['mint'], { env: { PARTNER_CLIENT_ID: '', PARTNER_CLIENT_SECRET: undefined } })
    expect(code).toBe(2)
    expect(err).toContain(
      'Missing: PARTNER_CLIENT_ID, PARTNER_CLIENT_SECRET, --account (or PARTNER_ACCOUNT_ID), --agent (or PARTNER_AGENT_ID)',
    )
  })
})
