import { describe, expect, it } from 'vitest'
import { readBody, sampleTarget, testVendor } from '../testVendor.fixture.js'

const credentials = { client_id: 'demo-client', client_secret: 'demo-secret' }

describe('accessToken', () => {
  it('issues a bearer token for an hour, with its end in unix seconds as a string', async () => {
    const { askToken, time } = testVendor()
    const response = await askToken()
    expect(response.status).toBe(200)
    expect(await response.json()).toEqual({
      access_token: expect.stringMatching(/^[0-9a-f]{64}$/),
      expiration_time: String(time.now() / 1000 + 3600),
      token_type: 'Bearer',
      reason: 1,
    })
  })

  it.each([
    ['a wrong id', { ...credentials, client_id: 'someone' }],
    ['a wrong secret', { ...credentials, client_secret: 'guess' }],
    ['no credentials', {}],
    ['malformed JSON', '{"client_id": "demo-client", '],
    ['JSON that is not an object', '"demo-client"'],
    ['an empty body', ''],
  ])('refuses %s with reason 2', async (_, body) => {
    expect(await readBody(testVendor().askToken(body))).toEqual({ status: 'FAIL', reason: 2 })
  })

  it('refuses every method but POST with reason 13', async () => {
    const { call } = testVendor()
    for (const method of ['GET', 'PUT', 'DELETE']) {
      const init = { method, ...(method === 'GET' && { body: null }) }
      expect(await readBody(call('/api/settings/accessToken', credentials, init))).toMatchObject({ reason: 13 })
    }
  })

  it('blocks an IP that guesses: reason 3 from the fifth wrong attempt, even for the right credentials, for a quarter of an hour', async () => {
    const { askToken, time } = testVendor()
    const reason = async (body: unknown, ip?: string) => (await readBody(askToken(body, ip))).reason
    for (let wrongTry = 1; wrongTry <= 4; wrongTry++) expect(await reason({ client_id: 'x' })).toBe(2)
    expect(await reason({ client_id: 'x' })).toBe(3)
    expect(await reason(credentials)).toBe(3)
    expect(await reason(credentials, '192.0.2.99')).toBe(1)
    time.pass(900_000)
    expect(await reason(credentials)).toBe(1)
  })

  it('resets wrong attempts after a right one', async () => {
    const { askToken } = testVendor({ wrongCredentials: { max: 2, blockMs: 1000 } })
    await askToken({})
    await askToken()
    expect(await readBody(askToken({}))).toMatchObject({ reason: 2 })
  })
})

describe('loginConversation', () => {
  it('answers like the document', async () => {
    const body = await readBody(testVendor().askLogin())
    expect(body).toEqual({
      status: 'OK',
      accountID: 4142,
      agentID: 3142,
      server: 'online',
      inbox_id: 12,
      conversation_id: 165,
      login: expect.stringMatching(
        /^https:\/\/online\.vendor\.example\/app\/login\?email=maya%40oliveandoak\.example&sso_auth_token=[0-9a-f]{64}&/,
      ),
    })
  })

  it.each([
    ['no account', { accountID: undefined }, 29],
    ['an unknown account', { accountID: 1 }, 29],
    ['an account that is not an id', { accountID: '4142x' }, 29],
    ['a suspended account', { accountID: 4199, agentID: 3301 }, 32],
    ['no server', { server: undefined }, 34],
    ['another server', { server: 'care' }, 34],
    ['a server in capitals', { server: 'Online' }, 34],
    ['no agent', { agentID: undefined }, 35],
    ['an unknown agent', { agentID: 1 }, 35],
    ['an agent of another account', { agentID: 3201 }, 35],
    ['neither inbox nor conversation', { inbox_id: undefined, conversation_id: undefined }, 36],
    ['an unknown inbox', { inbox_id: 99, conversation_id: undefined }, 36],
    ['an inbox of another account', { inbox_id: 21, conversation_id: undefined }, 36],
    ['an unknown conversation', { conversation_id: 1 }, 36],
    ['a conversation of another account', { conversation_id: 265 }, 36],
    ['a wrong conversation with a right inbox', { inbox_id: 12, conversation_id: 1 }, 36],
    ['neither phone number nor e-mail', { phone_number: undefined }, 37],
    ['an empty phone number', { phone_number: '' }, 37],
    ['a phone number with a plus', { phone_number: '+972501234567' }, 37],
    ['a phone number with dashes', { phone_number: '972-50-1234567' }, 37],
    ['a phone number that is a JSON number', { phone_number: 972501234567 }, 37],
    ['a local phone number', { phone_number: '0501234567' }, 37],
    ['an invalid e-mail', { phone_number: undefined, email: 'dana' }, 37],
    ['a right phone number with an invalid e-mail', { email: 'dana' }, 37],
    ['the phone number of another contact', { phone_number: '972502345678' }, 37],
    ['the e-mail of another contact', { email: 'priya@example.org' }, 37],
    ['an unknown contact for a conversation', { phone_number: '972509999999' }, 37],
  ])('refuses %s with its reason, and mints nothing', async (_, change, reason) => {
    const { askLogin, simulator } = testVendor()
    expect(await readBody(askLogin({ ...sampleTarget, ...change }))).toEqual({ status: 'FAIL', reason })
    expect(simulator.ledger.totals().minted).toBe(0)
  })

  it('checks in the order of the document: each corrected field leads to the next reason', async () => {
    const { call, bearer, simulator } = testVendor()
    const path = '/api/online/loginConversation'
    const corrected: Record<string, unknown> = {}
    const reasons = [(await readBody(call(path, corrected, { method: 'PUT' }))).reason]
    reasons.push((await readBody(call(path, corrected))).reason)
    const headers = await bearer()
    for (const field of [
      {},
      { accountID: 4199 },
      { accountID: 4142 },
      { server: 'online' },
      { agentID: 3142 },
      { conversation_id: 165 },
    ]) {
      Object.assign(corrected, field)
      reasons.push((await readBody(call(path, corrected, { headers }))).reason)
    }
    expect(reasons).toEqual([13, 3, 29, 32, 34, 35, 36, 37])
    expect(simulator.ledger.totals().minted).toBe(0)
  })

  it.each([
    ['no header', {}],
    ['an unknown token', { authorization: `Bearer ${'0'.repeat(64)}` }],
    ['another scheme', { authorization: 'Basic ZGVtbzpkZW1v' }],
  ])('refuses %s with reason 3', async (_, headers) => {
    const { call } = testVendor()
    expect(await readBody(call('/api/online/loginConversation', sampleTarget, { headers }))).toMatchObject({
      reason: 3,
    })
  })

  it('refuses a token from its last second on with reason 3', async () => {
    const { call, bearer, time } = testVendor()
    const headers = await bearer()
    const status = async () => (await readBody(call('/api/online/loginConversation', sampleTarget, { headers }))).status
    time.pass(3_599_999)
    expect(await status()).toBe('OK')
    time.pass(1)
    expect(await status()).toBe('FAIL')
  })

  it('treats a body that is not JSON as one without fields', async () => {
    expect(await readBody(testVendor().askLogin('{"accountID": 4142'))).toEqual({ status: 'FAIL', reason: 29 })
  })

  it.each([
    ['numbers', { accountID: 4142, agentID: 3142, conversation_id: 165 }],
    ['strings', { accountID: '4142', agentID: '3142', conversation_id: '165' }],
  ])('accepts ids as %s', async (_, ids) => {
    expect(await readBody(testVendor().askLogin({ ...sampleTarget, ...ids }))).toMatchObject({
      status: 'OK',
      conversation_id: 165,
    })
  })

  it('ignores the inbox when a conversation is given, even one that does not exist', async () => {
    expect(await readBody(testVendor().askLogin({ ...sampleTarget, inbox_id: 99 }))).toMatchObject({
      status: 'OK',
      inbox_id: 12,
    })
  })

  it.each([
    ['e-mail alone', { phone_number: undefined, email: 'dana@example.com' }],
    ['e-mail in other case', { phone_number: undefined, email: 'Dana@Example.com' }],
    ['both', { email: 'dana@example.com' }],
  ])('finds the contact by %s', async (_, contact) => {
    expect(await readBody(testVendor().askLogin({ ...sampleTarget, ...contact }))).toMatchObject({ status: 'OK' })
  })
})

describe('loginConversation with an inbox', () => {
  const inboxOnly = { ...sampleTarget, conversation_id: undefined }

  it('opens the contact’s conversation in that inbox', async () => {
    expect(await readBody(testVendor().askLogin(inboxOnly))).toMatchObject({ conversation_id: 165, inbox_id: 12 })
  })

  it('starts one if the contact has none there', async () => {
    const { askLogin } = testVendor()
    const first = await readBody(askLogin({ ...inboxOnly, inbox_id: 13 }))
    expect(first).toMatchObject({ status: 'OK', inbox_id: 13 })
    expect(first.conversation_id).toBeGreaterThan(465)
    expect(await readBody(askLogin({ ...inboxOnly, inbox_id: 13 }))).toMatchObject({
      conversation_id: first.conversation_id,
    })
  })

  it('creates an unknown contact with the given name, and finds it the next time', async () => {
    const { askLogin, logIn, visit } = testVendor()
    const unknown = { ...inboxOnly, phone_number: '972509999999', name: ' Adi Regev ' }
    const { conversation_id } = await readBody(askLogin(unknown))
    const { headers, redirect } = await logIn({ ...unknown, name: undefined })
    expect(redirect).toBe(`/app/accounts/4142/conversations/${conversation_id}`)
    expect(await (await visit(redirect, { headers })).text()).toContain('>Adi Regev</h1>')
  })

  it('never changes its seed', async () => {
    const { defaultSeed } = await import('../seed/defaultSeed.js')
    const before = JSON.stringify(defaultSeed)
    await testVendor().askLogin({ ...inboxOnly, phone_number: '972509999999' })
    expect(JSON.stringify(defaultSeed)).toBe(before)
  })
})

describe('loginAgent', () => {
  const agent = { accountID: 4142, agentID: 3142, server: 'online' }

  it('answers without inbox and conversation', async () => {
    const body = await readBody(testVendor().askLogin(agent, 'loginAgent'))
    expect(body).toEqual({ status: 'OK', ...agent, login: expect.stringContaining('/app/login?') })
  })

  it.each([
    [{ accountID: 1 }, 29],
    [{ accountID: 4199 }, 32],
    [{ server: 'care' }, 34],
    [{ agentID: 3201 }, 35],
  ])('refuses %j with reason %i', async (change, reason) => {
    expect(await readBody(testVendor().askLogin({ ...agent, ...change }, 'loginAgent'))).toEqual({
      status: 'FAIL',
      reason,
    })
  })
})

describe('a page', () => {
  const ask = (headers: Record<string, string>, method = 'POST') => {
    const { simulator, call } = testVendor()
    simulator.faults.set({ accessToken: { status: 503, times: 1 } })
    return { simulator, response: call('/api/settings/accessToken', undefined, { method, headers, body: null }) }
  }

  it.each<Record<string, string>>([
    { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
    { origin: 'http://localhost:4100', 'sec-fetch-site': 'same-site' },
    { origin: 'https://evil.example', 'sec-fetch-site': 'same-origin' },
    { origin: 'null' },
    { 'sec-fetch-site': 'cross-site' },
  ])('of another origin is refused before anything else: %j', async (headers) => {
    for (const method of ['POST', 'OPTIONS', 'GET']) {
      const { simulator, response } = ask(headers, method)
      expect((await response).status).toBe(403)
      expect(await (await response).text()).toContain('for servers')
      expect(simulator.faults.current()).toEqual({ accessToken: { status: 503, times: 1 } })
    }
  })

  it.each<Record<string, string>>([
    { origin: 'https://partners.vendor.example', 'sec-fetch-site': 'same-origin' },
    { 'sec-fetch-mode': 'cors' },
  ])('of its own origin is answered, and so is a server: %j', async (headers) => {
    expect((await ask(headers).response).status).toBe(503)
  })
})

it('uses the origin of the server for accounts on other servers', async () => {
  const { askLogin } = testVendor({ workspaceOrigin: (server) => `https://${server}.vendor.example` })
  const care = { accountID: 4210, agentID: 3401, server: 'care' }
  const { login } = await readBody(askLogin(care, 'loginAgent'))
  expect(new URL(login).origin).toBe('https://care.vendor.example')
})

it('answers 404 for any other path', async () => {
  const response = await testVendor().call('/api/online/login', {})
  expect(response.status).toBe(404)
})
