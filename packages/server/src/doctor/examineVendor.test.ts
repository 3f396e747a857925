import type { Faults } from '@conversation-frame/simulator'
import { describe, expect, it, vi } from 'vitest'
import { endlessAnswer } from '../../testing/endlessAnswer.js'
import { agent, conversation, type ReadCheck, runInSimulator as run, type World } from '../../testing/runInSimulator.js'
import { watch } from '../../testing/secretWatch.js'

async function doctor(args: string[], world: World = {}) {
  const result = await run(['doctor', ...agent, ...args, '--json'], world)
  const { checks, counts } = JSON.parse(watch(result.out)) as { checks: ReadCheck[]; counts: object }
  const outcomes = Object.fromEntries(checks.map(({ name, outcome }) => [name, outcome]))
  return { ...result, checks, counts, outcomes }
}

/** Every check, skipped. */
const allSkipped = {
  credentials: 'skipped',
  link: 'skipped',
  origin: 'skipped',
  framing: 'skipped',
  site: 'skipped',
  cookies: 'skipped',
  redeem: 'skipped',
}

describe('doctor', () => {
  it('passes a deployment on one site, and opens no link', async () => {
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

  it('prints text for people', async () => {
    const { out, code } = await run(['doctor', ...agent, '--dashboard', 'https://crm.example'], { cookie: 'lax' })
    expect(code).toBe(0)
    expect(watch(out)).toContain('✓ credentials: The vendor issued an access token.')
    expect(out).toContain('! site: online.vendor.localhost and crm.example are different sites for browsers')
    expect(out).toContain('→')
  })

  it.each([
    ['lax', 'Firefox,', 'SameSite=None; Secure; Partitioned'],
    ['none', 'Chrome and Edge where third-party cookies are allowed', 'SameSite=None; Secure; Partitioned'],
    ['partitioned', 'Chrome, Edge, Firefox', 'Safari before 26.2'],
  ] as const)('says where the login is kept with a %s cookie', async (kind, kept, advice) => {
    const args = ['--dashboard', 'https://crm.example', '--session-cookie', kind]
    const { checks, outcomes } = await doctor(args)
    const cookies = checks.find(({ name }) => name === 'cookies')
    expect(outcomes).toMatchObject({ site: 'warning', cookies: 'warning' })
    expect(cookies?.finding).toContain(kept)
    expect(JSON.stringify(cookies)).toContain(advice)
  })

  it('reads the session cookie from a page that shows it', async () => {
    const { checks } = await doctor(['--dashboard', 'https://crm.example'], { cookie: 'none' })
    expect(checks.find(({ name }) => name === 'cookies')?.finding).toContain('session cookie (none)')
  })

  it('ignores cookies of infrastructure in front of the workspace', async () => {
    const cookie = '__cf_bm=1; Path=/; HttpOnly; Secure; SameSite=None; Partitioned'
    const { checks } = await doctor(['--dashboard', 'https://crm.example'], { cookie: 'lax', setCookie: cookie })
    const finding = checks.find(({ name }) => name === 'cookies')?.finding
    expect(finding).toContain('Its session cookie is not visible')
    expect(finding).toContain('lost in Chrome, Edge and Safari')
  })

  it('names an invalid phone number, and does not call the vendor', async () => {
    const { outcomes, simulator } = await doctor(['--conversation', '165', '--phone', '050-1234567'])
    expect(outcomes).toEqual({ ...allSkipped, target: 'failed' })
    expect(simulator.ledger.totals()).toMatchObject({ accessTokens: 0 })
  })

  it('fails if the workspace may not be framed', async () => {
    const { code, checks } = await doctor(['--dashboard', 'https://crm.example'], { frameOptions: 'sameorigin' })
    expect(code).toBe(1)
    expect(checks).toContainEqual({
      name: 'framing',
      outcome: 'failed',
      finding: expect.stringContaining('X-Frame-Options: SAMEORIGIN'),
      advice: expect.stringContaining('frame-ancestors https://crm.example'),
    })
  })

  it('escapes control characters of the workspace’s headers', async () => {
    const policy = 'frame-ancestors https://a\u009b31m\u0085\u007f'
    const workspace = () => new Response('', { headers: { 'content-security-policy': policy } })
    const { out } = await run(['doctor', ...agent, '--dashboard', 'https://crm.example'], { workspace })
    expect(watch(out)).toContain('frame-ancestors https://a\\u009b31m\\u0085\\u007f.')
  })

  it('opens the link with --redeem', async () => {
    const { outcomes, simulator } = await doctor(['--redeem'])
    expect(outcomes).toMatchObject({ redeem: 'ok', framing: 'skipped' })
    expect(simulator.ledger.totals()).toMatchObject({ minted: 1, redeemed: 1 })
  })

  it('fails if the workspace refuses the link', async () => {
    const { outcomes, code } = await doctor(['--redeem'], { faults: { redeem: { status: 429 } } })
    expect(outcomes).toMatchObject({ redeem: 'failed' })
    expect(code).toBe(1)
  })

  it('does not wait for ever for a vendor that hangs, and names only its own flags', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const done = doctor([], { faults: { accessToken: { hang: true } } })
    await vi.advanceTimersByTimeAsync(5_000)
    vi.useRealTimers()
    const { checks } = await done
    expect(checks[0]).toMatchObject({
      name: 'credentials',
      outcome: 'failed',
      finding: expect.stringMatching(/^The vendor did not answer in time \(vendor_unavailable, /),
      advice: expect.stringContaining('--base-url'),
    })
  })

  it('lists the checks that need more flags', async () => {
    const { code, checks, counts } = await doctor([])
    expect(code).toBe(0)
    expect(counts).toEqual({ ok: 3, warning: 0, failed: 0, skipped: 4 })
    const skipped = checks.filter(({ outcome }) => outcome === 'skipped')
    expect(skipped.map(({ name }) => name)).toEqual(['framing', 'site', 'cookies', 'redeem'])
    for (const { finding } of skipped.slice(0, 3)) expect(finding).toContain('--dashboard')
    const { out } = await run(['doctor', ...agent])
    expect(watch(out)).toContain('- cookies: Not checked: add the dashboard’s origin')
    expect(out.split('\n').at(-1)).toBe('3 ok, 0 warning, 0 failed, 4 skipped')
  })

  it.each([[['--dashboard', 'https://crm.example']], [['--redeem']]])(
    'does not read an endless answer of the workspace: %j',
    async (args) => {
      const { response, cancel, pulled } = endlessAnswer({ headers: { 'content-length': '5' } })
      await doctor(args, { workspace: () => response })
      expect(cancel).toHaveBeenCalledOnce()
      expect(pulled()).toBeLessThan(16)
    },
  )

  it('continues after a workspace that is down', async () => {
    const faults: Faults = { loginPage: { drop: true } }
    const { code, outcomes } = await doctor(['--dashboard', 'https://crm.example'], { faults })
    expect(code).toBe(1)
    expect(outcomes).toMatchObject({ origin: 'ok', framing: 'failed', site: 'warning', cookies: 'warning' })
  })

  it.each<[cause: string, faults: Faults, failed: string, finding: string, advice: string]>([
    [
      'a wrong id or secret',
      { accessToken: { reason: 2 } },
      'credentials',
      'refuses the client id',
      'PARTNER_CLIENT_ID',
    ],
    [
      'a 401 without a body',
      { accessToken: { status: 401 } },
      'credentials',
      'refuses the client id',
      'PARTNER_CLIENT_ID',
    ],
    [
      'a blocked address',
      { accessToken: { reason: 3 } },
      'credentials',
      'blocked the address',
      'Only the vendor can say',
    ],
    [
      'a throttled token',
      { accessToken: { status: 429, retryAfter: 9 } },
      'credentials',
      'throttles this machine',
      'Wait 9 s',
    ],
    ['a rewritten call', { accessToken: { reason: 13 } }, 'credentials', 'did not receive a POST', '--base-url'],
    ['a vendor that is down', { accessToken: { drop: true } }, 'credentials', 'is unreachable', 'PARTNER_BASE_URL'],
    ['another server', { accessToken: { body: 'html' } }, 'credentials', 'not JSON', 'PARTNER_BASE_URL'],
    [
      'a partner without rights',
      { loginAgent: { reason: 2 } },
      'link',
      'although it issued',
      'belongs to this partner',
    ],
    ['a refused new token', { loginAgent: { reason: 3 } }, 'link', 'has just issued', 'correct for both calls'],
    ['a rewritten login', { loginAgent: { reason: 13 } }, 'link', 'did not receive a POST', 'PARTNER_BASE_URL'],
    ['an unknown account', { loginAgent: { reason: 29 } }, 'link', 'not know the account', 'PARTNER_ACCOUNT_ID'],
    [
      'a suspended account',
      { loginAgent: { reason: 32 } },
      'link',
      'has suspended the account',
      'Its owner must contact the vendor',
    ],
    ['an unknown server', { loginAgent: { reason: 34 } }, 'link', 'not know the server', 'PARTNER_SERVER'],
    ['an unknown agent', { loginAgent: { reason: 35 } }, 'link', 'not know the agent', 'PARTNER_AGENT_ID'],
    ['a throttled login', { loginAgent: { status: 429 } }, 'link', 'throttles this machine', 'Wait 60 s'],
    ['a vendor that breaks', { loginAgent: { status: 500 } }, 'link', 'HTTP 500', 'show this output to the vendor'],
    [
      'an undocumented reason',
      { loginAgent: { reason: 99 } },
      'link',
      "the vendor's reason 99",
      'show this output to the vendor',
    ],
    ['a link to another origin', { loginAgent: { login: 'foreign' } }, 'origin', 'leads to', 'add it to loginOrigins'],
  ])('says what to change for %s, and which checks were skipped', async (_, faults, failed, finding, advice) => {
    const { code, checks, outcomes } = await doctor(['--dashboard', 'https://crm.example'], { faults })
    expect(code).toBe(1)
    const steps = Object.keys(allSkipped)
    const passed = steps.slice(0, steps.indexOf(failed)).map((name) => [name, 'ok'])
    expect(outcomes).toEqual({ ...allSkipped, ...Object.fromEntries(passed), [failed]: 'failed' })
    const found = checks.find(({ name }) => name === failed)
    expect(found?.finding).toContain(finding)
    expect(found?.advice).toContain(advice)
    // These are for a running server.
    expect(JSON.stringify(checks)).not.toMatch(/No requests|authorize returns/)
    const skipped = checks.filter(({ outcome }) => outcome === 'skipped')
    for (const { finding: why } of skipped) expect(why).toBe(`Not checked, because ${failed} failed.`)
  })

  it.each([
    [36, '--conversation'],
    [37, '--phone'],
  ])('names the target for reason %d, and not the credentials', async (reason, flag) => {
    const { checks, outcomes } = await doctor(conversation, { faults: { loginConversation: { reason } } })
    expect(outcomes).toMatchObject({ credentials: 'ok', link: 'failed', redeem: 'skipped' })
    expect(checks.find(({ name }) => name === 'link')?.advice).toContain(`Correct ${flag}`)
  })
})
