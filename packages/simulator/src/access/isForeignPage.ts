/**
 * Whether a browser sent the request for a page of another origin than the request's own or one of `origins`. Programs
 * that are not browsers send neither `Origin` nor `Sec-Fetch-Site`.
 */
export function isForeignPage({ headers, url }: Request, origins: readonly string[] = []): boolean {
  const origin = headers.get('origin')
  const site = headers.get('sec-fetch-site')
  // A named origin is another site's as a rule: its `Origin` decides.
  if (origin !== null && origins.includes(origin)) return false
  if (origin !== null && !isOriginOf(origin, new URL(url).host)) return true
  return site !== null && site !== 'same-origin' && site !== 'none'
}

/** Only the host is compared: TLS may end at a proxy in front. */
export function isOriginOf(origin: string, host: string): boolean {
  return URL.canParse(origin) && new URL(origin).host === host.toLowerCase()
}
