import { beforeEach, expect, it, vi } from 'vitest'
import { checkLoginUrl, isLoginOrigin } from './checkLoginUrl.js'

const vendor = ['https://*.99digital.co.il']
const page = 'https://app.example.com'
const sandbox = 'allow-scripts allow-same-origin'

beforeEach(() => {
  vi.stubGlobal('location', { origin: page })
  return () => vi.unstubAllGlobals()
})

it.each([
  ['a server of the vendor', 'https://online.99digital.co.il/app/login?a=1&b=2', vendor],
  ['an origin that is named', 'https://chat.example.com/x', ['https://chat.example.com']],
  ['a port that is named', 'https://chat.example.com:8443/x', ['https://chat.example.com:8443']],
  ['a pattern with a port', 'https://eu.chat.example.com:8443/x', ['https://*.chat.example.com:8443']],
  ['a label inside', 'https://chat-7.eu.example.com/x', ['https://chat-7.*.example.com']],
  ['http on localhost', 'http://localhost:4000/x', ['http://localhost:4000']],
  ['http on a name below localhost', 'http://vendor.localhost:4000/x', ['http://vendor.localhost:4000']],
  ['http on 127.0.0.0/8', 'http://127.10.2.253/x', ['http://127.10.2.253']],
  ['the second of two patterns', 'https://care.example.org/x', [...vendor, 'https://*.example.org']],
  ['http on [::1]', 'http://[::1]:4000/x', ['http://[::1]:4000']],
])('lets %s through', (_, url, origins) => {
  expect(checkLoginUrl(url, origins, sandbox).href).toBe(new URL(url).href)
})

it.each([
  ['another site', 'https://evil.example/x', vendor, "https://evil.example is not in the frame's loginOrigins"],
  ['the bare domain', 'https://99digital.co.il/x', vendor, "not in the frame's"],
  ['two labels for one', 'https://a.b.99digital.co.il/x', vendor, "not in the frame's"],
  ['a domain that ends alike', 'https://online.evil99digital.co.il/x', vendor, "not in the frame's"],
  ['a domain that starts alike', 'https://online.99digital.co.il.evil.example/x', vendor, "not in the frame's"],
  ['another port', 'https://online.99digital.co.il:8443/x', vendor, "not in the frame's"],
  ['another scheme', 'http://localhost/x', ['https://localhost'], "not in the frame's"],
  ['http', 'http://online.99digital.co.il/x', ['http://online.99digital.co.il'], 'http: link'],
  [
    'http on a name that starts alike',
    'http://localhost.evil.example/x',
    ['http://localhost.evil.example'],
    'http: link',
  ],
  ['http on a name that ends alike', 'http://evillocalhost/x', ['http://evillocalhost'], 'http: link'],
  ['http on a name with a local address in it', 'http://127.0.0.1.evil/x', ['http://127.0.0.1.evil'], 'http: link'],
  [
    'http on a name that ends with a local address',
    'http://a-127.0.0.1.evil/x',
    ['http://a-127.0.0.1.evil'],
    'http: link',
  ],
  ['another scheme on a local host', 'ftp://localhost/x', ['ftp://localhost'], 'ftp: link'],
  ['another origin as long as the pattern', 'https://online.98digital.co.il/x', vendor, "not in the frame's"],
  ['a pattern without its star', 'https://online.99digital.co.il/x', ['https://online'], "not in the frame's"],
  ['javascript:', 'javascript:alert(1)', vendor, 'does not start with https://'],
  ['javascript: with an authority', 'javascript://online.99digital.co.il/%0Aalert(1)', vendor, 'javascript: link'],
  ['data:', 'data:text/html,x', vendor, 'does not start with https://'],
  ['blob:', `blob:${page}/1`, [page], 'does not start with https://'],
  ['credentials', 'https://user:pass@online.99digital.co.il/x', vendor, 'credentials'],
  ['a user name', 'https://user@online.99digital.co.il/x', vendor, 'credentials'],
  ['a path', '/app/login', vendor, 'does not start with https://'],
  ['a literal \\u0026', 'https://online.99digital.co.il/x?a=1\\u0026b=2', vendor, 'encoded twice'],
  ['a literal &amp;', 'https://online.99digital.co.il/x?a=1&amp;b=2', vendor, 'encoded twice'],
  ["the page's own origin by a pattern", `${page}/x`, ['https://*.example.com'], 'own origin'],
  ["the page's own origin by name, unsandboxed", `${page}/x`, [page], 'own origin'],
])('refuses %s', (_, url, origins, detail) => {
  expect(() => checkLoginUrl(url, origins, sandbox)).toThrowError(
    expect.objectContaining({ code: 'origin_not_allowed', message: expect.stringContaining(detail) }),
  )
})

it.each([
  'https://chat.example.com',
  'https://chat.example.com:8443',
  'http://localhost:4000',
  'http://[::1]:4000',
  'https://*.example.com',
  'https://*.example.com:8443',
  'https://chat-7.*.example.com',
  'http://*.localhost:4000',
  'https://xn--bcher-kva.example',
])('takes %s for origins that links may have', (pattern) => {
  expect(isLoginOrigin(pattern)).toBe(true)
})

it.each([
  ['a part of a label', 'https://*example.com', 'https://evilexample.com/x'],
  ['the end of a label', 'https://chat*.example.com', 'https://chat7.example.com/x'],
  ['the middle of a label', 'https://a*b.example.com', 'https://a-b.example.com/x'],
  ['more than a label', 'https://**.example.com', 'https://a.example.com/x'],
  ['two labels', 'https://*.*.example.com', 'https://a.b.example.com/x'],
  ['the whole host', 'https://*', 'https://evil/x'],
  ['the whole host, with a dot', 'https://*.', 'https://evil./x'],
  ['the whole host, with a port', 'https://*:8443', 'https://evil:8443/x'],
  ['the last label', 'https://example.*', 'https://example.evil/x'],
  ['the scheme', '*://example.com', 'https://example.com/x'],
  ['a part of the scheme', 'http*://example.com', 'https://example.com/x'],
  ['the port', 'https://example.com:*', 'https://example.com:8443/x'],
  ['a part of the port', 'https://example.com:84*', 'https://example.com:8443/x'],
  ['the user', 'https://*@example.com', 'https://a@example.com/x'],
  ['the path', 'https://example.com/*', 'https://example.com/x'],
  ['everything', '*', 'https://example.com/x'],
])('refuses * for %s: %s', (_, pattern, url) => {
  expect(isLoginOrigin(pattern)).toBe(false)
  expect(() => checkLoginUrl(url, [pattern], sandbox)).toThrow('origin_not_allowed')
})

it.each([
  ['a path', 'https://chat.example.com/app'],
  ['a slash at the end', 'https://*.example.com/'],
  ['a query', 'https://*.example.com?'],
  ['a fragment', 'https://*.example.com#'],
  ['a user', 'https://user@*.example.com'],
  ['the default port', 'https://*.example.com:443'],
  ['the default port of http', 'http://localhost:80'],
  ['no number for a port', 'https://*.example.com:'],
  ['upper case', 'https://*.Example.com'],
  ['an upper-case scheme', 'HTTPS://*.example.com'],
  ['letters that a host name cannot have', 'https://*.bücher.example'],
  ['a space in front', ' https://*.example.com'],
  ['one slash', 'https:/*.example.com'],
  ['no slash', 'https:*.example.com'],
  ['backslashes', 'https:\\\\*.example.com'],
  ['another scheme', 'ftp://*.example.com'],
  ['a web socket', 'wss://*.example.com'],
  ['no scheme', '*.example.com'],
  ['nothing', ''],
  ['no text', undefined],
])('takes no origin with %s: %s', (_, pattern) => {
  expect(isLoginOrigin(pattern)).toBe(false)
})

it("lets the page's own origin through when it is named and has no same-origin rights in the frame", () => {
  expect(checkLoginUrl(`${page}/x`, [page], 'allow-scripts').origin).toBe(page)
})

it('repeats no secret in its message', () => {
  for (const url of [
    'https://evil.example/?t=s3cret',
    'https://s3cret@online.99digital.co.il/',
    's3cret',
    'http://s3cret',
  ]) {
    try {
      checkLoginUrl(url, vendor, sandbox)
    } catch (error) {
      expect(String(error).replace('http://s3cret is', '')).not.toContain('s3cret')
    }
  }
})
