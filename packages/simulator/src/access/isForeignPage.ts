/**
 * Whether a browser sent the request for a page whose origin is neither the request's own nor one of `origins`. Programs
 * that are not browsers send neither `Origin` nor `Sec-Fetch-Site`.
 */
export function isForeignPage({ headers, url }: Request, origins: readonly string[] = []): boolean {
  const origin = headers.get('origin')
  const site = headers.get('sec-fetch-site')
  // A listed origin is usually another site: its `Origin` decides.
  if (origin !== null && origins.includes(origin)) return false
  if (origin !== null && !isOriginOf(origin, new URL(url).host)) return true
  return site !== null && site !== 'same-origin' && site !== 'none'
}

/** Compares only the host, because a proxy in front may terminate TLS. */
export function isOriginOf(origin: string, host: string): boolean {
  return URL.canParse(origin) && new URL(origin).host === host.toLowerCase()
}
