/**
 * Whether a request that may change something comes from a page of another origin. This includes other ports of `localhost`:
 * such pages are same-site, and send the session cookie.
 *
 * Browsers send the page's origin; other programs do not. A POST from a program must have the JSON
 * content type, because an old browser could have sent any other type for a page.
 */
export function isForeignRequest({ method, url, headers }: Request): boolean {
  if (method === 'GET' || method === 'HEAD') return false
  const origin = headers.get('origin')
  const site = headers.get('sec-fetch-site')
  if (origin !== null && (!URL.canParse(origin) || new URL(origin).host !== new URL(url).host)) return true
  if (site !== null) return site !== 'same-origin'
  return origin === null && method === 'POST' && !/^application\/json(?:;|$)/i.test(headers.get('content-type') ?? '')
}
