import { describe, expect, it } from 'vitest'
import { createLoginOriginCheck, isLoopback, isServerName } from './createLoginOriginCheck.js'

describe('a link', () => {
  it.each([
    ['https://online.99digital.co.il/app/login', true],
    ['https://online.99digital.co.il:444/app/login', false],
    ['https://other.99digital.co.il/app/login', false],
    ['https://online.99digital.co.il.evil.example/', false],
    ['http://online.99digital.co.il/app/login', false],
    ['https://user@online.99digital.co.il/', false],
    ['https://:word@online.99digital.co.il/', false],
    ['javascript:alert(1)', false],
  ])('to %s: %s', (url, isAllowed) => {
    expect(createLoginOriginCheck()(new URL(url), 'Online')).toBe(isAllowed)
  })

  it.each([
    ['http://localhost:4000', 'http://localhost:4000/x', true],
    ['http://vendor.localhost', 'http://vendor.localhost/x', true],
    ['http://127.0.0.1:1', 'http://127.0.0.1:1/x', true],
    ['http://127.0.0.1:1', 'http://127.0.0.1:2/x', false],
    ['https://chat.example.com', 'https://chat.example.com/x', true],
  ])('to a configured origin, %s', (origin, url, isAllowed) => {
    const check = createLoginOriginCheck(['https://{server}.example.org', origin])
    expect(check(new URL(url), 'online')).toBe(isAllowed)
  })
})

describe('loginOrigins', () => {
  it.each([
    'https://*.example.com',
    'https://{other}.example.com',
    'https://chat.example.com/',
    'https://chat.example.com/path',
    'http://chat.example.com',
    'ftp://localhost',
    'chat.example.com',
    '',
  ])('must not contain "%s"', (origin) => {
    expect(() => createLoginOriginCheck([origin])).toThrow(
      `loginOrigins: ${JSON.stringify(origin)} is not a safe origin. Write an origin like https://chat.example.com ` +
        'or https://{server}.example.com, without a path (misconfigured',
    )
  })

  it('must not be empty', () => {
    expect(() => createLoginOriginCheck([])).toThrow('loginOrigins is empty: no link could pass (misconfigured')
  })
})

it.each([
  ['online', true],
  ['o', true],
  ['EU-1', true],
  ['a'.repeat(63), true],
  ['a'.repeat(64), false],
  ['-a', false],
  ['a-', false],
  ['a.b', false],
  ['a/b', false],
  ['', false],
  [7, false],
])('%s as the name of a server: %s', (name, isName) => {
  expect(isServerName(name)).toBe(isName)
})

it.each([
  ['localhost', true],
  ['vendor.localhost', true],
  ['127.0.0.1', true],
  ['127.255.12.254', true],
  ['[::1]', true],
  ['notlocalhost', false],
  ['localhost.example', false],
  ['127.0.0.1.example', false],
  ['x127.0.0.1', false],
  ['127.0.0', false],
  ['128.0.0.1', false],
  ['[::1].example', false],
])('%s as this machine: %s', (hostname, isThis) => {
  expect(isLoopback(hostname)).toBe(isThis)
})
