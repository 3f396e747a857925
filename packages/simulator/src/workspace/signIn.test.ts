import { describe, expect, it } from 'vitest'
import { stockVendor } from '../SimulatorOptions.js'
import { sampleTarget, testVendor } from '../testVendor.fixture.js'

const bakery = { ...sampleTarget, accountID: 4150, agentID: 3201, conversation_id: 265, phone_number: '972531112233' }

describe('a login link', () => {
  it('opens a session and returns its conversation', async () => {
    const { mint, signIn } = testVendor()
    const { email, sso_auth_token } = await mint()
    const response = await signIn({ email, sso_auth_token })
    expect(response.status).toBe(200)
    expect(await response.json()).toEqual({
      session: expect.stringMatching(/^[0-9a-f]{48}$/),
      seconds: 61 * 24 * 3600,
      redirect: '/app/accounts/4142/conversations/165',
    })
  })

  it('of loginAgent returns the agent’s list', async () => {
    const { logIn } = testVendor()
    const agent = { accountID: 4142, agentID: 3143, server: 'online' }
    expect((await logIn(agent, 'loginAgent')).redirect).toBe('/app/accounts/4142/dashboard')
  })

  it('can be redeemed once', async () => {
    const { mint, signIn, simulator } = testVendor()
    const link = await mint()
    expect((await signIn(link)).status).toBe(200)
    const again = await signIn(link)
    expect(again.status).toBe(401)
    expect(await again.json()).toEqual({ success: false, errors: ['Invalid login credentials'] })
    expect(simulator.ledger.links()[0]).toMatchObject({ redeemed: 1, replayed: 1, refused: [{ why: 'used' }] })
  })

  it('is redeemed by exactly one of fifty simultaneous attempts', async () => {
    const { mint, signIn, simulator } = testVendor()
    const link = await mint()
    const statuses = await Promise.all(Array.from({ length: 50 }, async () => (await signIn(link)).status))
    expect(statuses.filter((status) => status === 200)).toHaveLength(1)
    expect(simulator.ledger.totals()).toMatchObject({ redeemed: 1, refused: 49, sessions: 1 })
  })

  it('is valid for exactly five minutes', async () => {
    const { mint, signIn, time, simulator } = testVendor()
    const [first, second] = [await mint(), await mint()]
    time.pass(299_999)
    expect((await signIn(first)).status).toBe(200)
    time.pass(1)
    expect((await signIn(second)).status).toBe(401)
    expect(simulator.ledger.links()[1]).toMatchObject({ redeemed: 0, refused: [{ why: 'expired' }] })
    expect(simulator.ledger.totals().wasted).toBe(1)
  })

  it('ages with the clock', async () => {
    const { mint, signIn, simulator } = testVendor()
    const link = await mint()
    simulator.clock.advance(300_000)
    expect((await signIn(link)).status).toBe(401)
  })

  it('does not invalidate earlier links', async () => {
    const { mint, signIn } = testVendor()
    const [first, second] = [await mint(), await mint()]
    expect([(await signIn(second)).status, (await signIn(first)).status]).toEqual([200, 200])
  })

  it('is refused with another email address, which does not spend it', async () => {
    const { mint, signIn, simulator } = testVendor()
    const link = await mint()
    expect((await signIn({ ...link, email: 'tom@oliveandoak.example' })).status).toBe(401)
    expect((await signIn({ ...link, email: 'MAYA@oliveandoak.example' })).status).toBe(200)
    expect(simulator.ledger.links()[0]?.refused.map(({ why }) => why)).toEqual(['wrong_email'])
  })

  it.each(['', 'not json', '[]', 'null', '{"email":1,"sso_auth_token":2}'])('refuses the body %j', async (body) => {
    const { visit } = testVendor()
    expect((await visit('/auth/sign_in', { method: 'POST', body })).status).toBe(401)
  })

  it('counts a token that was never minted as refused', async () => {
    const { signIn, simulator } = testVendor()
    expect((await signIn({ email: 'maya@oliveandoak.example', sso_auth_token: 'f'.repeat(64) })).status).toBe(401)
    expect(simulator.ledger.totals()).toMatchObject({ refused: 1, minted: 0 })
  })
})

describe('the sign-in form', () => {
  it('accepts an agent’s password', async () => {
    const { signIn } = testVendor()
    const response = await signIn({ email: 'tom@oliveandoak.example', password: 'demo' })
    expect(await response.json()).toMatchObject({ redirect: '/app/accounts/4142/dashboard' })
  })

  it.each([
    { email: 'tom@oliveandoak.example', password: 'guess' },
    { email: 'tom@oliveandoak.example' },
    { email: 'unknown@oliveandoak.example', password: 'demo' },
    { email: 'ben@oldportbikes.example', password: 'demo' },
  ])('refuses %j', async (fields) => {
    expect((await testVendor().signIn(fields)).status).toBe(401)
  })
})

describe('the stock throttle', () => {
  it('refuses the sixth login in five minutes from one address, with the time to wait, and does not spend the link', async () => {
    const { mint, signIn, time, simulator } = testVendor(stockVendor)
    for (let login = 1; login <= 5; login++) expect((await signIn(await mint())).status).toBe(200)
    time.pass(60_000)
    const sixth = await mint()
    const refused = await signIn(sixth)
    expect(refused.status).toBe(429)
    expect(refused.headers.get('retry-after')).toBe('240')
    expect(simulator.ledger.links()[5]).toMatchObject({ redeemed: 0, refused: [{ why: 'throttled' }] })
    expect((await signIn(await mint(bakery), '192.0.2.77')).status).toBe(200)
    time.pass(240_000)
    expect((await signIn(sixth)).status).toBe(200)
  })

  it('refuses the eleventh login of an agent in fifteen minutes, from any address', async () => {
    const { mint, signIn } = testVendor(stockVendor)
    const from = (login: number) => `192.0.2.${login}`
    for (let login = 1; login <= 10; login++) expect((await signIn(await mint(), from(login))).status).toBe(200)
    expect((await signIn(await mint(), from(11))).status).toBe(429)
    expect((await signIn(await mint(bakery), from(11))).status).toBe(200)
  })

  it('counts failed attempts', async () => {
    const { mint, signIn } = testVendor(stockVendor)
    const link = await mint()
    for (let attempt = 1; attempt <= 5; attempt++) await signIn(link)
    expect((await signIn(await mint())).status).toBe(429)
  })
})

describe('sessions', () => {
  it('are limited to 25 for an agent under the stock cap: one more ends the oldest', async () => {
    const { logIn, visit, simulator } = testVendor({ sessionCap: 25 })
    const first = await logIn()
    const second = await logIn()
    for (let login = 3; login <= 25; login++) await logIn()
    expect((await visit(first.redirect, { headers: first.headers })).status).toBe(200)
    await logIn()
    expect((await visit(first.redirect, { headers: first.headers })).status).toBe(302)
    expect((await visit(second.redirect, { headers: second.headers })).status).toBe(200)
    expect(simulator.ledger.sessions()[0]).toMatchObject({ ended: 'cap' })
  })

  it('of other agents do not count', async () => {
    const { logIn, visit } = testVendor({ sessionCap: 1 })
    const maya = await logIn()
    await logIn({ ...sampleTarget, agentID: 3143 })
    expect((await visit(maya.redirect, { headers: maya.headers })).status).toBe(200)
  })

  it('last about two months', async () => {
    const { logIn, visit, time } = testVendor()
    const { headers, redirect } = await logIn()
    time.pass(60 * 24 * 3_600_000)
    expect((await visit(redirect, { headers })).status).toBe(200)
    time.pass(24 * 3_600_000)
    expect((await visit(redirect, { headers })).headers.get('location')).toBe('/app/login?notice=session')
  })
})
