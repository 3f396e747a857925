/** How a vendor writes its session cookie: without `SameSite`, with `SameSite=None; Secure`, and with `Partitioned` too. */
export type SessionCookie = 'lax' | 'none' | 'partitioned'

/**
 * Browsers in which the login is kept or lost, in a frame on another site. Measured in Chromium and Firefox; for Safari from
 * browser-compat-data of November 2026 (`Partitioned` since 26.2, December 2025).
 */
const kept: Record<SessionCookie, { kept: string; lost: string }> = {
  lax: { kept: 'Firefox', lost: 'Chrome, Edge and Safari' },
  none: {
    kept: 'Firefox, and in Chrome and Edge where third-party cookies are allowed, which is their default',
    lost: 'Safari, and in Chrome and Edge where a user or Incognito blocks them',
  },
  partitioned: { kept: 'Chrome, Edge, Firefox, and Safari 26.2 or newer', lost: 'Safari before 26.2' },
}

/** In which browsers a login in a frame is kept if dashboard and workspace are on different sites. */
export function cookieSupport(cookie: SessionCookie): { kept: string; lost: string } {
  return kept[cookie]
}

/** Cookies of infrastructure in front of a vendor: Cloudflare, load balancers of AWS, Azure and Google, Imperva, Akamai. */
const infrastructure = /^(?:__cf|_cfuvid=|cf_|AWSALB|AWSELB|ARRAffinity|GCLB=|incap_ses|visid_incap|nlbi_|ak_bmsc=|bm_)/

/**
 * How the login page writes its cookies, as far as its headers and its HTML show it. Stock vendors write the cookie in a script
 * file, so nothing is visible here.
 */
export function sessionCookieOf(setCookies: readonly string[], page: string): SessionCookie | undefined {
  const own = setCookies.filter((cookie) => !infrastructure.test(cookie))
  const attributes = [...own, ...(page.match(/;\s*SameSite=[^"'`\n]{1,80}/gi) ?? [])].join('\n').toLowerCase()
  if (/;\s*partitioned/.test(attributes)) return 'partitioned'
  if (/;\s*samesite=none/.test(attributes)) return 'none'
  return own.length > 0 || attributes !== '' ? 'lax' : undefined
}
