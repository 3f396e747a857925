import { expect, it } from 'vitest'
import { sampleTarget, testVendor } from '../testVendor.fixture.js'
import type { LedgerEvent } from './Ledger.js'

const nothing = {
  minted: 0,
  navigated: 0,
  redeemed: 0,
  replayed: 0,
  refused: 0,
  wasted: 0,
  accessTokens: 0,
  sessions: 0,
  loginPagesOpened: 0,
}

it('starts empty', () => {
  expect(testVendor().simulator.ledger.totals()).toEqual(nothing)
})

it('records a link’s whole history, without its token', async () => {
  const { mint, visit, signIn, simulator, time } = testVendor()
  const link = await mint({ ...sampleTarget, name: 'Dana' })
  const mintedAt = time.now()
  time.pass(1000)
  await visit(link.url)
  time.pass(100)
  await signIn(link)
  time.pass(5000)
  await visit(link.url)
  await signIn(link)
  expect(simulator.ledger.links()).toEqual([
    {
      id: 'link-1',
      endpoint: 'loginConversation',
      account: 4142,
      agent: 3142,
      server: 'online',
      target: { conversationId: 165, inboxId: 12, phoneNumber: '972501234567', name: 'Dana' },
      mintedAt,
      expiresAt: mintedAt + 300_000,
      navigated: 2,
      redeemed: 1,
      redeemedAt: mintedAt + 1100,
      replayed: 2,
      refused: [{ at: mintedAt + 6100, why: 'used' }],
    },
  ])
  expect(simulator.ledger.totals()).toEqual({
    ...nothing,
    minted: 1,
    navigated: 2,
    redeemed: 1,
    replayed: 2,
    refused: 1,
    accessTokens: 1,
    sessions: 1,
    loginPagesOpened: 2,
  })
  const everything = JSON.stringify([
    simulator.ledger.links(),
    simulator.ledger.accessTokens(),
    simulator.ledger.sessions(),
  ])
  expect(everything).not.toContain(link.sso_auth_token)
  expect(everything).not.toMatch(/[0-9a-f]{32}/)
})

it('counts a link as wasted once it has expired, navigated to or not', async () => {
  const { mint, visit, simulator, time } = testVendor()
  await visit((await mint()).url)
  await mint()
  time.pass(299_999)
  expect(simulator.ledger.totals().wasted).toBe(0)
  time.pass(1)
  expect(simulator.ledger.totals().wasted).toBe(2)
})

it('notifies listeners until they unsubscribe', async () => {
  const { mint, visit, signIn, simulator } = testVendor()
  const events: LedgerEvent[] = []
  const leave = simulator.ledger.subscribe((event) => events.push(event))
  const link = await mint()
  await visit(link.url)
  await signIn(link)
  await signIn(link)
  await visit('/app/login')
  leave()
  await mint()
  expect(events.map(({ type, link }) => [type, link?.id])).toEqual([
    ['access_token', undefined],
    ['minted', 'link-1'],
    ['navigated', 'link-1'],
    ['redeemed', 'link-1'],
    ['session', undefined],
    ['refused', 'link-1'],
    ['login_page', undefined],
  ])
})

it('returns copies', async () => {
  const { mint, simulator } = testVendor()
  await mint()
  const [link] = simulator.ledger.links()
  link?.refused.push({ at: 0, why: 'used' })
  expect(simulator.ledger.totals().refused).toBe(0)
})

it('resets on demand, while issued links keep working', async () => {
  const { mint, signIn, simulator } = testVendor()
  const link = await mint()
  simulator.ledger.clear()
  expect(simulator.ledger.totals()).toEqual(nothing)
  expect((await signIn(link)).status).toBe(200)
  expect(simulator.ledger.totals()).toEqual({ ...nothing, sessions: 1 })
})
