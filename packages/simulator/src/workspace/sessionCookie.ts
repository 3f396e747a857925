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

/** The session's id in a `Cookie` header. */
export function readSessionCookie(header: string | null | undefined): string | undefined {
  const pair = header?.split(/; */).find((part) => part.startsWith(`${sessionCookie}=`))
  return pair?.slice(sessionCookie.length + 1)
}
