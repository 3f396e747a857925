import { LoginError } from '../LoginError.js'

/** Where the vendor's workspaces live, unless the host says otherwise. */
const vendorOrigins = ['https://{server}.99digital.co.il']

/** One DNS label: what may stand for `{server}` must not be able to change the rest of the origin. */
const label = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i

/** Whether it can be the subdomain of a workspace, and nothing else. */
export function isServerName(server: unknown): server is string {
  return typeof server === 'string' && label.test(server)
}

/** Whether the host is this machine: the only one for which `http:` will do. */
export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname.endsWith('.localhost') || /^(127(\.\d{1,3}){3}|\[::1\])$/.test(hostname)
}

/**
 * Makes the check of a login URL's origin: for the server that `authorize` named, or one of the host's own.
 *
 * @throws when an origin is none, so that a slip shows when the process starts.
 */
export function createLoginOriginCheck(loginOrigins: readonly string[] = vendorOrigins) {
  if (loginOrigins.length === 0) throw new LoginError('misconfigured', 'loginOrigins is empty: no link could pass')
  for (const origin of loginOrigins) {
    if (isLoginOrigin(origin)) continue
    const what = `loginOrigins: ${JSON.stringify(origin)} is not a safe origin`
    throw new LoginError('misconfigured', `${what}. ${loginOriginAdvice}`)
  }

  return function isAllowed(url: URL, server: string): boolean {
    if (url.username || url.password || !isSafe(url)) return false
    return loginOrigins.some((origin) => url.origin === origin.replace('{server}', server.toLowerCase()))
  }
}

function isSafe(url: URL): boolean {
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname))
}

/** Whether it is an origin that a link can be checked against, `{server}` standing for a label. */
export function isLoginOrigin(pattern: string): boolean {
  const example = pattern.replace('{server}', 'online')
  const url = URL.canParse(example) ? new URL(example) : undefined
  // A URL's host may hold a `*`, which would then match nothing.
  return url !== undefined && url.origin === example && isSafe(url) && !/[*{}]/.test(example)
}

/** How to write one. */
export const loginOriginAdvice =
  'Write an origin like https://chat.example.com or https://{server}.example.com, without a path'
