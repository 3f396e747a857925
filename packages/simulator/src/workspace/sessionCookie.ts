import type { CookieVariant } from '../SimulatorOptions.js'

/** The engine's cookie name. A script sets the cookie, so it is not HttpOnly. */
export const sessionCookie = 'cw_d_session_info'

/** About two months, in seconds. */
export const sessionSeconds = 5_270_400

/** The attributes after `name=value` in each variant. Browsers treat a cookie without `SameSite` as Lax. */
export const cookieAttributes: Record<CookieVariant, string> = {
  lax: '',
  none: '; SameSite=None; Secure',
  partitioned: '; SameSite=None; Secure; Partitioned',
}

/**
 * The session ids in a `Cookie` header. It has several if a browser keeps a partitioned and an unpartitioned cookie, or if
 * vendors on several ports of one host have set theirs.
 */
export function readSessionCookies(header: string | null | undefined): string[] {
  return (header ?? '')
    .split(/; */)
    .filter((part) => part.startsWith(`${sessionCookie}=`))
    .map((part) => part.slice(sessionCookie.length + 1))
}
