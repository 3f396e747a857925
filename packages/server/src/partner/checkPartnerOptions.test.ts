import { expect, it } from 'vitest'
import { checkBaseUrl, checkText, checkTimeout, checkTokenStore } from './checkPartnerOptions.js'

it.each([undefined, '', '  ', 7])('rejects %o as a string', (value) => {
  expect(() => checkText('clientId', value)).toThrow(
    'createPartnerClient: clientId must be a non-empty string (misconfigured',
  )
})

it.each([0, -1, Number.NaN, 2 ** 31, Number.POSITIVE_INFINITY])('rejects a timeout of %d milliseconds', (timeout) => {
  expect(() => checkTimeout(timeout)).toThrow(
    'timeout must be a number of milliseconds greater than 0, at most 2,147,483,647 (misconfigured',
  )
})

it('accepts valid options', () => {
  checkText('clientId', 'a')
  checkTimeout(1)
})

it.each([{}, { get() {}, set() {} }, { get() {}, delete() {} }, { set() {}, delete() {} }])(
  'rejects the token store %o',
  (store) => {
    expect(() => checkTokenStore(store as never)).toThrow(
      'tokenStore must have the methods get, set and delete, as a Keyv instance does (misconfigured',
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
])('accepts the base URL %s', (baseUrl, read) => {
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
])('rejects the base URL %s', (baseUrl) => {
  expect(() => checkBaseUrl(baseUrl)).toThrow(
    'baseUrl must be an https: URL without credentials or a query (http: only for this machine) (misconfigured',
  )
})
