import { describe, expect, it } from 'vitest'
import { defaultSeed } from '../seed/defaultSeed.js'
import { sampleTarget, testVendor } from '../testVendor.fixture.js'

const deepLink = '/app/accounts/4142/conversations/165'
const config = (page: string) => JSON.parse(/id="config">(.*?)<\/script>/.exec(page)?.[1] ?? '{}')

describe('the login page', () => {
  it('does not spend the link, however often it is fetched', async () => {
    const { mint, visit, signIn, simulator } = testVendor()
    const link = await mint()
    for (let get = 1; get <= 3; get++) expect((await visit(link.url)).status).toBe(200)
    expect(simulator.ledger.links()[0]).toMatchObject({ navigated: 3, redeemed: 0, replayed: 0 })
    expect((await signIn(link)).status).toBe(200)
  })

  it('counts a navigation to a spent link as replayed', async () => {
    const { mint, visit, signIn, simulator } = testVendor()
    const link = await mint()
    await visit(link.url)
    await signIn(link)
    await visit(link.url)
    expect(simulator.ledger.totals()).toMatchObject({ navigated: 2, replayed: 1, loginPagesOpened: 2 })
  })

  it('does not count a HEAD request', async () => {
    const { mint, visit, simulator } = testVendor()
    await visit((await mint()).url, { method: 'HEAD' })
    expect(simulator.ledger.totals().navigated).toBe(0)
  })

  it('is not cached, and has the token only in its own data', async () => {
    const { mint, visit } = testVendor()
    const { url, sso_auth_token } = await mint()
    const response = await visit(url)
    const page = await response.text()
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(config(page).link).toEqual({ email: 'maya@oliveandoak.example', sso_auth_token })
    expect(page.split(sso_auth_token)).toHaveLength(2)
  })

  it.each([
    ['lax', ''],
    ['none', '; SameSite=None; Secure'],
    ['partitioned', '; SameSite=None; Secure; Partitioned'],
  ] as const)('has its script write the %s cookie', async (cookie, attributes) => {
    const { visit } = testVendor({ cookie })
    expect(config(await (await visit('/app/login')).text()).cookieAttributes).toBe(attributes)
  })

  it('never sets the cookie in a header', async () => {
    const { mint, signIn } = testVendor()
    expect((await signIn(await mint())).headers.has('set-cookie')).toBe(false)
  })

  it.each(['link', 'session', 'throttled'])('shows the reason above the form: %s', async (notice) => {
    const page = await (await testVendor().visit(`/app/login?notice=${notice}`)).text()
    expect(page).toMatch(/role="alert">[A-Z]/)
  })

  it('shows no notice by default and ignores unknown ones', async () => {
    const page = await (await testVendor().visit('/app/login?notice=<script>')).text()
    expect(page).toContain('role="alert" hidden></p>')
  })

  it('redirects a signed-in agent to the list', async () => {
    const { logIn, visit } = testVendor()
    const { headers } = await logIn()
    expect((await visit('/app/login', { headers })).headers.get('location')).toBe('/app/accounts/4142/dashboard')
  })

  it('escapes values from the URL', async () => {
    const { visit } = testVendor()
    const evil = encodeURIComponent('</script><script>alert(1)</script>')
    const page = await (await visit(`/app/login?email=${evil}&sso_auth_token=${evil}`)).text()
    expect(page).not.toContain('<script>alert')
    expect(config(page).link.email).toBe('</script><script>alert(1)</script>')
  })
})

describe('a deep link', () => {
  it('shows the conversation to a signed-in agent', async () => {
    const { logIn, visit } = testVendor()
    const { headers } = await logIn()
    const response = await visit(deepLink, { headers })
    const page = await response.text()
    expect(response.status).toBe(200)
    expect(page).toContain('>Dana Levi</h1>')
    expect(page).toContain('Could he come after four?')
    expect(page).toContain('data-conversation="165"')
  })

  it('takes the cookies from the context, for service workers', async () => {
    const { logIn, visit } = testVendor()
    const { headers } = await logIn()
    expect((await visit(deepLink, {}, headers)).status).toBe(200)
  })

  it('finds the session among several cookies of the same name', async () => {
    const { logIn, visit } = testVendor()
    const { session } = await logIn()
    const cookie = `cw_d_session_info=older; cw_d_session_info=${session}`
    expect((await visit(deepLink, { headers: { cookie } })).status).toBe(200)
  })

  it('redirects to the login form without a session, with a notice if there was one', async () => {
    const { visit } = testVendor()
    expect((await visit(deepLink)).headers.get('location')).toBe('/app/login')
    const stale = { headers: { cookie: 'cw_d_session_info=gone' } }
    expect((await visit(deepLink, stale)).headers.get('location')).toBe('/app/login?notice=session')
  })

  it.each([
    ['an unknown conversation', '/app/accounts/4142/conversations/1'],
    ['a conversation of another account', '/app/accounts/4142/conversations/265'],
    ['another account', '/app/accounts/4150/conversations/265'],
  ])('to %s shows that it was not found', async (_, path) => {
    const { logIn, visit } = testVendor()
    const { headers } = await logIn()
    const response = await visit(path, { headers })
    expect(response.status).toBe(404)
    expect(await response.text()).toContain('Conversation not found')
  })
})

it('lists the agent’s conversations, newest first', async () => {
  const { logIn, visit } = testVendor()
  const { headers } = await logIn()
  const page = await (await visit('/app/accounts/4142/dashboard', { headers })).text()
  const order = [...page.matchAll(/conversations\/(\d+)"/g)].map(([, id]) => Number(id))
  expect(order).toHaveLength(11)
  expect(order[0]).toBe(165)
  expect(order.at(-1)).toBe(169)
})

it('redirects from the root to the list, or to the form', async () => {
  const { logIn, visit } = testVendor()
  const { headers } = await logIn()
  expect((await visit('/', { headers })).headers.get('location')).toBe('/app/accounts/4142/dashboard')
  expect((await visit('/')).headers.get('location')).toBe('/app/login')
})

it('ends the session on logout', async () => {
  const { logIn, visit, simulator } = testVendor()
  const { headers } = await logIn()
  expect((await visit('/auth/sign_out', { method: 'DELETE', headers })).status).toBe(204)
  expect((await visit(deepLink, { headers })).status).toBe(302)
  expect(simulator.ledger.sessions()).toMatchObject([{ ended: 'logout' }])
})

it('has a harmless page for warming a frame', async () => {
  const { visit, simulator } = testVendor()
  const response = await visit('/health')
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8'])
  expect(simulator.ledger.totals().loginPagesOpened).toBe(0)
})

describe('framing', () => {
  it.each([
    ['allow', null, false],
    ['sameorigin', 'SAMEORIGIN', false],
    ['deny', 'DENY', false],
    [
      ['https://host.example', 'https://other.example'],
      null,
      'frame-ancestors https://host.example https://other.example',
    ],
    [[], null, "frame-ancestors 'none'"],
  ] as const)('is answered for %j', async (frameOptions, header, policy) => {
    const { visit, logIn } = testVendor({
      frameOptions: typeof frameOptions === 'string' ? frameOptions : [...frameOptions],
    })
    const { headers } = await logIn()
    for (const response of [await visit('/app/login'), await visit(deepLink, { headers }), await visit('/health')]) {
      expect(response.headers.get('x-frame-options')).toBe(header)
      const ancestors = /frame-ancestors.*$/.exec(response.headers.get('content-security-policy') ?? '')
      expect(ancestors?.[0] ?? false).toBe(policy)
    }
  })
})

it('allows no external resources, and inline ones only with the response’s nonce', async () => {
  const { visit } = testVendor()
  const policy = async () => (await visit('/app/login')).headers.get('content-security-policy') ?? ''
  const first = await policy()
  expect(first).toMatch(/^default-src 'none'; script-src 'nonce-[0-9a-f]{32}'; style-src 'nonce-/)
  expect(await policy()).not.toBe(first)
})

describe('language', () => {
  const hebrew = { 'accept-language': 'he-IL,he;q=0.9,en;q=0.8' }

  it('of the login page is the browser’s', async () => {
    const { visit } = testVendor()
    expect(await (await visit('/app/login', { headers: hebrew })).text()).toContain('<html lang="he" dir="rtl">')
    expect(await (await visit('/app/login')).text()).toContain('<html lang="en" dir="ltr">')
  })

  it('of a conversation is the account’s, if it has one', async () => {
    const { logIn, visit } = testVendor()
    const { headers, redirect } = await logIn({
      ...sampleTarget,
      accountID: 4150,
      agentID: 3201,
      conversation_id: 265,
      phone_number: '972531112233',
    })
    expect(await (await visit(redirect, { headers })).text()).toContain('<html lang="he" dir="rtl">')
  })

  it('can be set for the whole simulator', async () => {
    const { visit } = testVendor({ language: 'en' })
    expect(await (await visit('/app/login', { headers: hebrew })).text()).toContain('<html lang="en" dir="ltr">')
  })
})

it('escapes everything that users have written', async () => {
  const evil = '<img src=x onerror=alert(1)>&"\''
  const seed = structuredClone(defaultSeed)
  const account = seed.accounts[0]
  const dana = account?.contacts[0]
  const messages = account?.conversations[0]?.messages
  if (!account || !dana || !messages) throw new Error('the default seed has changed')
  account.name = evil
  dana.name = evil
  messages.push({ from: 'contact', text: evil, minutesAgo: 1 })
  const { logIn, visit } = testVendor({ seed })
  const { headers } = await logIn()
  const page = await (await visit(deepLink, { headers })).text()
  expect(page).not.toContain('<img')
  expect(page.match(/&lt;img src=x onerror=alert\(1\)&gt;&amp;&quot;&#39;/g)?.length).toBeGreaterThan(3)
})

describe('a page of another origin', () => {
  it.each([
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { origin: 'https://dashboard.example' },
    { origin: 'null' },
    { origin: 'https://dashboard.example', 'sec-fetch-site': 'same-origin' },
  ])('cannot change anything: %j', async (given) => {
    const { logIn, visit } = testVendor()
    const { headers } = await logIn()
    const init = { method: 'POST', headers: { ...headers, ...given }, body: '{"content":"hi"}' }
    expect((await visit('/api/v1/accounts/4142/conversations/165/messages', init)).status).toBe(403)
    expect((await visit('/auth/sign_out', { ...init, method: 'DELETE' })).status).toBe(403)
  })

  it('cannot read anything either: no response has CORS headers', async () => {
    const { visit } = testVendor()
    const response = await visit('/app/login', { headers: { origin: 'https://dashboard.example' } })
    expect(response.headers.has('access-control-allow-origin')).toBe(false)
  })
})
