import { expect, it } from 'vitest'
import { cookieSupport, sessionCookieOf } from './cookieSupport.js'

it.each([
  [[], '', undefined],
  [['session=1; Path=/; HttpOnly'], '', 'lax'],
  [['session=1; SameSite=Lax'], '', 'lax'],
  [['session=1; SameSite=None; Secure'], '', 'none'],
  [['session=1; samesite=none; secure; partitioned'], '', 'partitioned'],
  [[], `document.cookie = value + '; SameSite=None; Secure'`, 'none'],
  [[], `{"cookieAttributes":"; SameSite=None; Secure; Partitioned"}`, 'partitioned'],
] as const)('reads %j and %j as %s', (setCookies, page, kind) => {
  expect(sessionCookieOf(setCookies, page)).toBe(kind)
})

it.each([
  ['Cloudflare', '__cf_bm=1; Secure; SameSite=None; Partitioned'],
  ['Cloudflare’s rate limiting', '_cfuvid=1; SameSite=None; Secure'],
  ['Cloudflare’s challenge', 'cf_clearance=1; SameSite=None; Secure; Partitioned'],
  ['a load balancer of AWS', 'AWSALBCORS=1; SameSite=None; Secure'],
  ['a classic load balancer of AWS', 'AWSELBCORS=1; SameSite=None; Secure'],
  ['a load balancer of Azure', 'ARRAffinitySameSite=1; SameSite=None; Secure'],
  ['a load balancer of Google', 'GCLB=1; SameSite=None; Secure'],
  ['Imperva', 'visid_incap_12=1; SameSite=None; Secure'],
  ['Imperva’s session', 'incap_ses_12=1; SameSite=None; Secure'],
  ['Imperva’s balancer', 'nlbi_12=1; SameSite=None; Secure'],
  ['Akamai', 'ak_bmsc=1; SameSite=None; Secure'],
  ['Akamai’s bot manager', 'bm_sv=1; SameSite=None; Secure'],
])('does not take the cookie of %s for the session’s', (_, cookie) => {
  expect(sessionCookieOf([cookie], '')).toBeUndefined()
  expect(sessionCookieOf([cookie, 'session=1; SameSite=Lax'], '')).toBe('lax')
  expect(sessionCookieOf([cookie], `document.cookie = value + '; SameSite=None; Secure'`)).toBe('none')
})

it.each(['CFID=1', 'GCLBX=1', 'ak_bmsc2=1'])('reads any other cookie as the session cookie: %s', (cookie) => {
  expect(sessionCookieOf([`${cookie}; SameSite=None; Secure`], '')).toBe('none')
})

it.each(['lax', 'none'] as const)('loses the login in every Safari with a %s cookie', (kind) => {
  expect(cookieSupport(kind).lost).toMatch(/Safari(?! before)/)
})

it('keeps a partitioned cookie in Safari 26.2 and newer', () => {
  expect(cookieSupport('partitioned')).toEqual({
    kept: 'Chrome, Edge, Firefox, and Safari 26.2 or newer',
    lost: 'Safari before 26.2',
  })
})

it('names blocked third-party cookies as a setting of Chrome and Edge', () => {
  expect(cookieSupport('none').kept).toContain('where third-party cookies are allowed, which is their default')
})
