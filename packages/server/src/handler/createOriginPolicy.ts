import { LoginError } from '../LoginError.js'

export interface OriginPolicyOptions {
  /** Origins of frontends that are not served from the endpoint's own origin. */
  allowedOrigins?: readonly string[] | undefined
  /** The endpoint's own origin as browsers see it. */
  publicOrigin?: string | undefined
}

/** Decides which pages may send requests. */
export interface OriginPolicy {
  /** @returns why the request is refused, or `undefined` if it is not */
  refusal(request: Request): string | undefined
  /** The CORS headers of an answer, including those of a preflight. */
  headers(request: Request): Record<string, string>
}

/**
 * Creates the policy: only the endpoint's own origin and the listed ones.
 *
 * `Sec-Fetch-Site` comes from the browser, so it is right even behind a proxy that changes the host name. Same-site is not
 * enough: anyone may control another subdomain. Browsers that do not send it (old ones, and all on plain http:) send `Origin`
 * with a POST. If both are sent and `publicOrigin` is set, both must match. A request with neither does not come from a browser,
 * so there is no cookie to abuse, and `authorize` decides.
 */
export function createOriginPolicy({ allowedOrigins = [], publicOrigin }: OriginPolicyOptions): OriginPolicy {
  if (!Array.isArray(allowedOrigins))
    throw new LoginError('misconfigured', 'allowedOrigins must be an array of origins')
  const listed = new Set<string>(allowedOrigins)
  for (const origin of listed) checkOrigin('allowedOrigins', origin)
  if (publicOrigin !== undefined) checkOrigin('publicOrigin', publicOrigin)

  return {
    refusal(request) {
      const site = request.headers.get('sec-fetch-site')
      const origin = request.headers.get('origin')
      // Sandboxed frames, data: pages and redirected requests: the browser does not say which page it is.
      if (origin === 'null') return 'the page has no origin of its own'
      // Repeated headers arrive joined to one. No browser repeats this one.
      if (origin?.includes(',')) return `it has more than one Origin: ${quoted(origin)}`
      if (origin !== null && listed.has(origin)) return undefined
      if (site !== null && site !== 'same-origin') return `Sec-Fetch-Site is ${quoted(site)}, from ${quoted(origin)}`
      // Without publicOrigin, Sec-Fetch-Site is more reliable than the URL: a proxy may have changed the host name.
      const expected = publicOrigin ?? (site === null ? new URL(request.url).origin : origin)
      if (origin === null || origin === expected) return undefined
      return `it came from ${quoted(origin)}, and publicOrigin is ${publicOrigin ?? 'not set'}`
    },
    headers(request) {
      if (listed.size === 0) return {}
      const origin = request.headers.get('origin')
      if (origin === null || !listed.has(origin)) return { vary: 'origin' }
      return {
        vary: 'origin',
        'access-control-allow-origin': origin,
        'access-control-allow-credentials': 'true',
        'access-control-expose-headers': 'retry-after',
        ...(request.method === 'OPTIONS' ? preflightHeaders(request) : {}),
      }
    },
  }
}

function preflightHeaders(request: Request): Record<string, string> {
  const requested = request.headers.get('access-control-request-headers') ?? ''
  return {
    'access-control-allow-methods': 'POST',
    // A listed frontend may send any header: a CSRF token, Authorization.
    'access-control-allow-headers': /^[\w\-, ]{1,1000}$/.test(requested) ? requested : 'content-type',
    'access-control-max-age': '600',
  }
}

function checkOrigin(option: string, origin: string): void {
  if (URL.canParse(origin) && new URL(origin).origin === origin && !origin.includes('*')) return
  const advice = 'Write it like https://dashboard.example.com: without a path, a slash at the end, or a *'
  throw new LoginError('misconfigured', `${option}: ${JSON.stringify(origin)} is not an origin. ${advice}`)
}

/** A header of the browser, on one line for a log. */
function quoted(value: string | null): string {
  return value === null ? 'an unknown origin' : JSON.stringify(value.slice(0, 200))
}
