/**
 * Whether a page of `dashboard` may frame a document with these headers, as browsers decide it: by `frame-ancestors` of
 * Content-Security-Policy, and by `X-Frame-Options` only if there is none.
 *
 * @returns the header that forbids it, or `undefined`
 */
export function framingRefusal(headers: Headers, document: URL, dashboard: URL): string | undefined {
  const policies = (headers.get('content-security-policy') ?? '').split(',').map(frameAncestors)
  const stated = policies.filter((sources) => sources !== undefined)
  if (stated.length > 0) {
    const refusing = stated.find((sources) => !sources.some((source) => matches(source, document, dashboard)))
    return refusing && `Content-Security-Policy: frame-ancestors ${refusing.join(' ')}`
  }
  const options = (headers.get('x-frame-options') ?? '')
    .toLowerCase()
    .split(',')
    .map((option) => option.trim())
  if (options.includes('deny')) return 'X-Frame-Options: DENY'
  const isForeign = document.origin !== dashboard.origin
  return options.includes('sameorigin') && isForeign ? 'X-Frame-Options: SAMEORIGIN' : undefined
}

function frameAncestors(policy: string): string[] | undefined {
  for (const directive of policy.split(';')) {
    const [name, ...sources] = directive.trim().split(/\s+/)
    if (name?.toLowerCase() === 'frame-ancestors') return sources
  }
  return undefined
}

/** A host source of CSP: scheme, host with `*.` in front, port. Ancestors are compared without a path. */
const hostSource = /^(?:([a-z][a-z0-9+.-]*):\/\/)?(\*|(?:\*\.)?[a-z0-9.-]+|\[[0-9a-f:]+\])(?::(\d+|\*))?\/?$/i

function matches(source: string, document: URL, dashboard: URL): boolean {
  const lower = source.toLowerCase()
  if (lower === "'none'") return false
  if (lower === "'self'") return document.origin === dashboard.origin
  if (/^[a-z][a-z0-9+.-]*:$/.test(lower)) return isScheme(lower, dashboard)
  const parts = hostSource.exec(lower)
  if (!parts) return false
  const [, scheme, host = '', port] = parts
  if (!isScheme(scheme ? `${scheme}:` : document.protocol, dashboard)) return false
  const isHost = host.startsWith('*') ? dashboard.hostname.endsWith(host.slice(1)) : dashboard.hostname === host
  return isHost && (isPort(port, scheme, dashboard) || (host === '*' && port === undefined))
}

/** A default port equals no port. `http:` with its default port allows `https:` with its own. */
function isPort(port: string | undefined, scheme: string | undefined, dashboard: URL): boolean {
  if (port === undefined || port === '*') return port === '*' || dashboard.port === ''
  const own = dashboard.port || (dashboard.protocol === 'https:' ? '443' : '80')
  return port === own || (scheme === 'http' && port === '80' && own === '443')
}

/** `http:` allows `https:` too. */
function isScheme(scheme: string, { protocol }: URL): boolean {
  return scheme === protocol || (scheme === 'http:' && protocol === 'https:')
}
