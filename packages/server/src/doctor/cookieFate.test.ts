import { expect, it } from 'vitest'
import { cookieFate, sessionCookieOf } from './cookieFate.js'

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

it('loses the login in Safari whatever the cookie', () => {
  for (const kind of ['lax', 'none', 'partitioned'] as const) expect(cookieFate(kind).lost).toContain('Safari')
})
