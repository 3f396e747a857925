import { describe, expect, it } from 'vitest'
import { readBody, sampleTarget, testVendor } from '../testVendor.fixture.js'
import type { Fault } from './Fault.js'
import { DroppedConnection } from './withFault.js'

describe('a fault', () => {
  it('applies until it is cleared', async () => {
    const { simulator, askToken } = testVendor()
    simulator.faults.set({ accessToken: { status: 503 } })
    for (let request = 1; request <= 3; request++) expect((await askToken()).status).toBe(503)
    simulator.faults.clear()
    expect((await askToken()).status).toBe(200)
  })

  it('applies to the next N requests', async () => {
    const { simulator, askToken } = testVendor()
    simulator.faults.set({ accessToken: { status: 500, times: 2 } })
    expect((await askToken()).status).toBe(500)
    expect(simulator.faults.current()).toEqual({ accessToken: { status: 500, times: 1 } })
    expect((await askToken()).status).toBe(500)
    expect((await askToken()).status).toBe(200)
    expect(simulator.faults.current()).toEqual({})
  })

  it('of one endpoint does not affect the others, and overrides the one for all', async () => {
    const { simulator, askToken, visit } = testVendor()
    simulator.faults.set({ accessToken: { status: 500 } })
    expect((await visit('/app/login')).status).toBe(200)
    simulator.faults.set({ all: { status: 502 } })
    expect([(await askToken()).status, (await visit('/app/login')).status]).toEqual([500, 502])
  })

  it('is replaced by the next one of its name, and removed by undefined', async () => {
    const { simulator } = testVendor()
    simulator.faults.set({ redeem: { delay: 5 }, loginPage: { hang: true } })
    simulator.faults.set({ redeem: { drop: true }, loginPage: undefined })
    expect(simulator.faults.current()).toEqual({ redeem: { drop: true } })
  })

  it.each([
    ['/app/login', 'loginPage'],
    ['/auth/sign_in', 'redeem'],
    ['/health', 'workspace'],
    ['/app/accounts/4142/conversations/165', 'workspace'],
  ] as const)('strikes %s as %s', async (path, endpoint) => {
    const { simulator, visit } = testVendor()
    simulator.faults.set({ [endpoint]: { status: 418 } })
    expect((await visit(path)).status).toBe(418)
  })
})

describe('responses that a fault replaces', () => {
  it('have Retry-After if it is set', async () => {
    const { simulator, askToken } = testVendor()
    simulator.faults.set({ accessToken: { status: 429, retryAfter: 30 } })
    const limited = await askToken()
    expect([limited.status, limited.headers.get('retry-after')]).toEqual([429, '30'])
    simulator.faults.set({ accessToken: { status: 429 } })
    expect((await askToken()).headers.has('retry-after')).toBe(false)
  })

  it('are HTML with status 200, and mint nothing', async () => {
    const { simulator, askToken } = testVendor()
    simulator.faults.set({ accessToken: { body: 'html' } })
    const response = await askToken()
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8'])
    expect(simulator.ledger.totals().accessTokens).toBe(0)
  })

  it.each([{ status: 204 }, { body: 'empty' }] as const)('are empty: %j', async (fault) => {
    const { simulator, askToken } = testVendor()
    simulator.faults.set({ accessToken: fault })
    expect(await (await askToken()).text()).toBe('')
  })

  it('never arrive, until the client disconnects', async () => {
    const { simulator, visit } = testVendor()
    simulator.faults.set({ loginPage: { hang: true } })
    const client = new AbortController()
    const answer = visit('/app/login', { signal: client.signal })
    client.abort(new Error('gave up'))
    await expect(answer).rejects.toThrow('gave up')
    expect(simulator.ledger.totals().loginPagesOpened).toBe(0)
  })

  it('break the connection like fetch', async () => {
    const { simulator, askToken } = testVendor()
    simulator.faults.set({ accessToken: { drop: true } })
    await expect(askToken()).rejects.toThrow(DroppedConnection)
    await expect(askToken()).rejects.toThrow(TypeError)
  })
})

describe('a delay', () => {
  it('passes before the vendor does anything', async () => {
    const { simulator, time, askToken } = testVendor()
    simulator.faults.set({ accessToken: { delay: 800 } })
    const answer = askToken()
    expect(simulator.ledger.totals().accessTokens).toBe(0)
    time.pass(800)
    expect((await answer).status).toBe(200)
    expect(simulator.ledger.accessTokens()[0]?.issuedAt).toBe(time.now())
  })

  it('leaves no timer behind when the client disconnects', async () => {
    const { simulator, time, visit } = testVendor()
    simulator.faults.set({ loginPage: { delay: 800 } })
    const client = new AbortController()
    const answer = visit('/app/login', { signal: client.signal })
    expect(time.pending()).toBe(1)
    client.abort()
    await expect(answer).rejects.toThrow()
    expect(time.pending()).toBe(0)
  })
})

describe('shapes of the partner API', () => {
  const login = async (fault: Fault) => {
    const { simulator, askLogin, bearer } = testVendor()
    await bearer()
    simulator.faults.set({ loginConversation: fault })
    return { response: await askLogin(), simulator }
  }

  it.each([2, 3, 13, 29, 32, 34, 35, 36, 37, 999])(
    'fail with reason %i on demand, and mint nothing',
    async (reason) => {
      const { response, simulator } = await login({ reason })
      expect(await response.json()).toEqual({ status: 'FAIL', reason })
      expect(simulator.ledger.totals().minted).toBe(0)
    },
  )

  it('fail with an HTTP status in addition to the reason', async () => {
    const { response } = await login({ reason: 36, status: 404 })
    expect([response.status, await response.json()]).toEqual([404, { status: 'FAIL', reason: 36 }])
  })

  it('have no body if HTTP allows none', async () => {
    const { response } = await login({ reason: 36, status: 204 })
    expect([response.status, await response.text()]).toEqual([204, ''])
  })

  it.each([
    ['upper', 'OK', 'FAIL'],
    ['capital', 'Ok', 'Fail'],
    ['lower', 'ok', 'fail'],
  ] as const)('write the status in %s case', async (casing, ok, fail) => {
    expect(await (await login({ casing })).response.json()).toMatchObject({ status: ok })
    expect(await (await login({ casing, reason: 36 })).response.json()).toMatchObject({ status: fail })
  })

  it('write ids as strings', async () => {
    expect(await (await login({ ids: 'strings' })).response.json()).toMatchObject({
      accountID: '4142',
      agentID: '3142',
      inbox_id: '12',
      conversation_id: '165',
      server: 'online',
    })
  })

  it('break JSON like the document’s own sample, after a link was minted', async () => {
    const { response, simulator } = await login({ body: 'malformed' })
    const text = await response.text()
    expect(text).toContain('"inbox_id",12')
    expect(() => JSON.parse(text)).toThrow()
    expect(simulator.ledger.totals().minted).toBe(1)
  })

  it('end in the middle', async () => {
    const text = await (await login({ body: 'truncated' })).response.text()
    expect(text).toMatch(/^\{"status":"OK"/)
    expect(() => JSON.parse(text)).toThrow()
  })

  it('break the access token’s JSON too', async () => {
    const { simulator, askToken } = testVendor()
    simulator.faults.set({ accessToken: { body: 'malformed' } })
    const text = await (await askToken()).text()
    expect(() => JSON.parse(text)).toThrow()
  })

  it.each([
    ['foreign', /^https:\/\/login\.attacker\.example\/app\/login\?/],
    ['escaped', /^https:\/\/online\.vendor\.example\/app\/login\?email=[^&]*\\u0026sso_auth_token=[^&]*$/],
    ['relative', /^\/app\/login\?/],
  ] as const)('give a login URL that is %s', async (kind, form) => {
    expect((await readBody(Promise.resolve((await login({ login: kind })).response))).login).toMatch(form)
  })

  it('return the same login URL again, for the same agent and conversation', async () => {
    const { simulator, mint, signIn } = testVendor()
    const first = await mint()
    simulator.faults.set({ loginConversation: { login: 'repeated' } })
    expect(await mint()).toEqual(first)
    expect((await signIn(first)).status).toBe(200)
    expect(await mint()).toEqual(first)
    const other = await mint({ ...sampleTarget, conversation_id: 166, phone_number: '972502345678' })
    expect(other).not.toEqual(first)
    expect(simulator.ledger.totals()).toMatchObject({ minted: 2, redeemed: 1 })
    simulator.faults.clear()
    expect(await mint()).not.toEqual(first)
  })

  it('omit the login URL', async () => {
    expect(await (await login({ login: 'missing' })).response.json()).not.toHaveProperty('login')
  })

  it.each([
    ['number', 1768471200],
    ['milliseconds', '1768471200000'],
    ['iso', '2026-01-15T10:00:00.000Z'],
    ['past', '1768460400'],
    ['words', 'in one hour'],
    ['missing', undefined],
  ] as const)('state the token’s end as %s', async (expirationTime, expected) => {
    const { simulator, askToken } = testVendor()
    simulator.faults.set({ accessToken: { expirationTime } })
    const body = (await (await askToken()).json()) as { expiration_time?: unknown }
    expect(body.expiration_time).toBe(expected)
  })
})

describe('settings', () => {
  it('change while the vendor runs, and reset', async () => {
    const { simulator, visit, mint, signIn } = testVendor()
    simulator.faults.set({ frameOptions: 'sameorigin', cookie: 'lax', sessionCap: 1 })
    simulator.faults.set({ throttle: { perIp: { max: 1, windowMs: 1000 }, perEmail: { max: 9, windowMs: 1000 } } })
    const page = await visit('/app/login')
    expect(page.headers.get('x-frame-options')).toBe('SAMEORIGIN')
    expect(await page.text()).toContain('"cookieAttributes":""')
    await signIn(await mint())
    expect((await signIn(await mint())).status).toBe(429)
    simulator.faults.clear()
    expect((await signIn(await mint())).status).toBe(200)
    expect((await visit('/app/login')).headers.has('x-frame-options')).toBe(false)
  })

  it('can be switched off despite the options', async () => {
    const one = { max: 1, windowMs: 1000 }
    const { simulator, mint, signIn } = testVendor({ throttle: { perIp: one, perEmail: one } })
    simulator.faults.set({ throttle: false })
    for (let login = 1; login <= 3; login++) expect((await signIn(await mint())).status).toBe(200)
  })
})
