import { expect, it } from 'vitest'
import { checkAgent, checkBaseUrl, checkTarget, checkText, checkTimeout, checkTokenStore } from './checkPartnerInput.js'

const agent = { accountId: 1, agentId: 1, server: 'online' }

it.each([undefined, '', '  ', 7])('refuses %o for a text', (value) => {
  expect(() => checkText('clientId', value)).toThrow(
    'createPartnerClient needs clientId, a text that is not empty (misconfigured',
  )
})

it.each([0, -1, Number.NaN, 2 ** 31, Number.POSITIVE_INFINITY])('refuses %d milliseconds', (timeout) => {
  expect(() => checkTimeout(timeout)).toThrow(
    'timeout must be a number of milliseconds, from more than 0 to 2,147,483,647 (misconfigured',
  )
})

it('takes what is right', () => {
  checkText('clientId', 'a')
  checkTimeout(1)
  checkAgent(agent)
  checkTarget(165, 'dana@example.com')
})

it.each([{}, { get() {}, set() {} }, { get() {}, delete() {} }, { set() {}, delete() {} }])(
  'refuses the token store %o',
  (store) => {
    expect(() => checkTokenStore(store as never)).toThrow(
      'tokenStore needs get, set and delete, as a Keyv has them (misconfigured',
    )
    expect(() => checkTokenStore(undefined)).not.toThrow()
    expect(() => checkTokenStore({ get() {}, set() {}, delete() {} } as never)).not.toThrow()
  },
)

it.each([
  ['https://partners.example', 'https://partners.example'],
  ['https://partners.example/vendor//', 'https://partners.example/vendor'],
  ['http://127.0.0.1:4000/a/b/', 'http://127.0.0.1:4000/a/b'],
  ['http://localhost:4000', 'http://localhost:4000'],
])('reads the address %s', (baseUrl, read) => {
  expect(checkBaseUrl(baseUrl)).toBe(read)
})

it.each([
  'http://partners.example',
  'ftp://localhost',
  'partners.example',
  'https://user@partners.example',
  'https://:word@partners.example',
  'https://partners.example?a=1',
  'https://partners.example#a',
])('refuses the address %s', (baseUrl) => {
  expect(() => checkBaseUrl(baseUrl)).toThrow(
    'baseUrl must be an https: address without credentials or a query (http: only for this machine) (misconfigured',
  )
})

it.each([
  [{ accountId: 0 }, 'accountId is not a positive integer. Check what authorize returns (internal_error'],
  [{ accountId: '1' as never }, 'accountId is not a positive integer'],
  [{ agentId: 1.5 }, 'agentId is not a positive integer'],
  [{ agentId: -1 }, 'agentId is not a positive integer'],
  [{ server: 'a.b' }, 'server is not a subdomain like "online". Check what authorize returns (internal_error'],
])('refuses an agent with %o', (wrong, words) => {
  expect(() => checkAgent({ ...agent, ...wrong })).toThrow(words)
})

it.each([
  [undefined, 'dana@example.com'],
  [165, undefined],
  [0, 'dana@example.com'],
])('refuses the target %o, %o, and tells the browser why', (id, contact) => {
  const detail = 'A conversationId or an inboxId is needed, and a phoneNumber or an email'
  const refused = expect(() => checkTarget(id, contact))
  refused.toThrow(expect.objectContaining({ code: 'invalid_request', detail }))
  refused.toThrow(detail)
})
