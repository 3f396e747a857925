import { createSimulator, type Faults } from '@conversation-frame/simulator'
import { describe, expect, it } from 'vitest'
import { agent } from '../../testing/loginEndpoint.js'
import { loginRequest } from '../../testing/loginRequest.js'
import { watch, watchResponse } from '../../testing/secretWatch.js'
import { createLoginHandler, createPartnerClient, type LoginEvent, type LoginHandlerOptions } from '../index.js'

/** A login endpoint on the simulator, which is an independent reading of the vendor's document. */
function endpoint(faults: Faults = {}, options: Partial<LoginHandlerOptions> = {}) {
  const simulator = createSimulator({ clientSecret: 'client-secret-of-the-simulator' })
  simulator.faults.set(faults)
  const events: LoginEvent[] = []
  const partner = createPartnerClient({
    clientId: 'demo-client',
    clientSecret: 'client-secret-of-the-simulator',
    baseUrl: 'https://partners.vendor.localhost',
    loginOrigins: ['https://{server}.vendor.localhost'],
    fetch: async (input, init) => simulator.partner(new Request(input, init)),
  })
  const handle = createLoginHandler({
    partner,
    authorize: () => agent,
    onEvent: (event) => events.push(watch(event)),
    ...options,
  })
  const ask = async (body?: unknown) => watchResponse(await handle(loginRequest({ body })))
  return { ask, simulator, events }
}

it('mints one link for one request, into the requested conversation, as the authorized agent', async () => {
  const { ask, simulator } = endpoint()
  const response = await ask()
  expect(response.status).toBe(200)
  expect(await response.json()).toMatchObject({
    url: expect.stringContaining('https://online.vendor.localhost/'),
    conversationId: 165,
  })
  expect(simulator.ledger.links()).toMatchObject([
    { account: 4142, agent: 3142, server: 'online', target: { conversationId: 165, phoneNumber: '972501234567' } },
  ])
  expect(simulator.ledger.totals()).toMatchObject({ minted: 1, accessTokens: 1, navigated: 0 })
})

it('requests one access token for many links', async () => {
  const { ask, simulator } = endpoint({}, { limiter: false })
  await Promise.all(Array.from({ length: 50 }, () => ask()))
  expect(simulator.ledger.totals()).toMatchObject({ minted: 50, accessTokens: 1 })
})

const failures: [name: string, faults: Faults, status: number, code: string][] = [
  ['reason 2', { loginConversation: { reason: 2 } }, 502, 'misconfigured'],
  ['reason 3 again and again', { loginConversation: { reason: 3 } }, 502, 'misconfigured'],
  ['reason 13', { loginConversation: { reason: 13 } }, 502, 'misconfigured'],
  ['reason 29', { loginConversation: { reason: 29 } }, 502, 'misconfigured'],
  ['reason 32', { loginConversation: { reason: 32 } }, 403, 'account_suspended'],
  ['reason 34', { loginConversation: { reason: 34 } }, 502, 'misconfigured'],
  ['reason 35', { loginConversation: { reason: 35 } }, 502, 'misconfigured'],
  ['reason 36', { loginConversation: { reason: 36 } }, 404, 'conversation_not_found'],
  ['reason 37', { loginConversation: { reason: 37 } }, 422, 'contact_invalid'],
  ['reason 99', { loginConversation: { reason: 99 } }, 502, 'vendor_unavailable'],
  ['reason 2 for the token', { accessToken: { reason: 2 } }, 502, 'misconfigured'],
  ['an address that is blocked', { accessToken: { reason: 3 } }, 503, 'vendor_unavailable'],
  ['a connection that breaks twice', { loginConversation: { drop: true } }, 502, 'vendor_unavailable'],
  ['HTTP 500', { all: { status: 500 } }, 502, 'vendor_unavailable'],
  ['HTTP 429', { loginConversation: { status: 429, retryAfter: 7 } }, 503, 'vendor_unavailable'],
  ['HTTP 429 for the token', { accessToken: { status: 429, retryAfter: 7 } }, 503, 'vendor_unavailable'],
  ['HTML', { loginConversation: { body: 'html' } }, 502, 'vendor_unavailable'],
  ['an empty body', { loginConversation: { body: 'empty' } }, 502, 'vendor_unavailable'],
  ['broken JSON', { loginConversation: { body: 'malformed' } }, 502, 'vendor_unavailable'],
  ['truncated JSON', { loginConversation: { body: 'truncated' } }, 502, 'vendor_unavailable'],
  ['a link to another origin', { loginConversation: { login: 'foreign' } }, 502, 'misconfigured'],
  ['an escaped link', { loginConversation: { login: 'escaped' } }, 502, 'vendor_unavailable'],
  ['a relative link', { loginConversation: { login: 'relative' } }, 502, 'vendor_unavailable'],
  ['no link', { loginConversation: { login: 'missing' } }, 502, 'vendor_unavailable'],
]

describe('a vendor that answers', () => {
  it.each(failures)('%s', async (_, faults, status, code) => {
    const { ask } = endpoint(faults)
    const response = await ask()
    expect(response.status).toBe(status)
    expect(await response.json()).toMatchObject({ code, status })
  })

  it.each<[string, Faults]>([
    ['with ids as strings', { all: { ids: 'strings' } }],
    ['in lower case', { all: { casing: 'lower' } }],
    ['with an expiry in milliseconds', { accessToken: { expirationTime: 'milliseconds' } }],
    ['with an expiry in the past', { accessToken: { expirationTime: 'past' } }],
    ['with an expiry in words', { accessToken: { expirationTime: 'words' } }],
    ['with no expiry', { accessToken: { expirationTime: 'missing' } }],
    ['after a token was refused once', { loginConversation: { reason: 3, times: 1 } }],
    ['after a connection broke once', { all: { drop: true, times: 1 } }],
  ])('%s is understood', async (_, faults) => {
    const { ask, simulator } = endpoint(faults, { limiter: false })
    for (let link = 0; link < 3; link += 1) expect((await ask()).status).toBe(200)
    expect(simulator.ledger.totals()).toMatchObject({ minted: 3 })
    expect(simulator.ledger.totals().accessTokens).toBeLessThanOrEqual(2)
  })
})

it.each([
  ['an unknown conversation', { conversationId: 99_999, phoneNumber: '972501234567' }, 404, 'conversation_not_found'],
  ['a local number', { conversationId: 165, phoneNumber: '050-123' }, 422, 'contact_invalid'],
  ['no contact', { conversationId: 165 }, 400, 'invalid_request'],
])('%s is refused and mints nothing', async (_, body, status, code) => {
  const { ask, simulator } = endpoint()
  const response = await ask(body)
  expect(response.status).toBe(status)
  expect(await response.json()).toMatchObject({ code })
  expect(simulator.ledger.totals().minted).toBe(0)
})
