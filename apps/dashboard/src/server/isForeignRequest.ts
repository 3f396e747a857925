/**
 * Whether a request that may change something comes from a page of another origin, a sibling port of `localhost` included:
 * such pages are same-site, and bring the session's cookie.
 *
 * A browser says where a page is from. Programs that are not browsers say nothing; of those a POST must have the JSON
 * content type, since an old browser could have sent any other for a page.
 */
export function isForeignRequest({ method, url, headers }: Request): boolean {
  if (method === 'GET' || method === 'HEAD') return false
  const origin = headers.get('origin')
  const site = headers.get('sec-fetch-site')
  if (origin !== null && (!URL.canParse(origin) || new URL(origin).host !== new URL(url).host)) return true
  if (site !== null) return site !== 'same-origin'
  return origin === null && method === 'POST' && !/^application\/json(?:;|$)/i.test(headers.get('content-type') ?? '')
}
