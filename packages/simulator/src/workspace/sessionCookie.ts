import type { CookieVariant } from '../SimulatorOptions.js'

/** The engine's name for it. It is written by a script, so it is not HttpOnly. */
export const sessionCookie = 'cw_d_session_info'

/** About two months, in seconds. */
export const sessionSeconds = 5_270_400

/** What follows `name=value` in each variant. Without `SameSite` browsers take it as Lax. */
export const cookieAttributes: Record<CookieVariant, string> = {
  lax: '',
  none: '; SameSite=None; Secure',
  partitioned: '; SameSite=None; Secure; Partitioned',
}

/**
 * The session ids in a `Cookie` header. More than one, where a browser keeps a partitioned cookie beside one that is not, or
 * vendors on several ports of one host have left theirs.
 */
export function readSessionCookies(header: string | null | undefined): string[] {
  return (header ?? '')
    .split(/; */)
    .filter((part) => part.startsWith(`${sessionCookie}=`))
    .map((part) => part.slice(sessionCookie.length + 1))
}
