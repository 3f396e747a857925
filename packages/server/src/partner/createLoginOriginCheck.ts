import { LoginError } from '../LoginError.js'

/** The origins of the vendor's workspaces, unless the host configures others. */
const vendorOrigins = ['https://{server}.99digital.co.il']

/** One DNS label: the value of `{server}` must not be able to change the rest of the origin. */
const label = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i

/** Whether it can be the subdomain of a workspace, and nothing else. */
export function isServerName(server: unknown): server is string {
  return typeof server === 'string' && label.test(server)
}

/** Whether the host name means this machine. Only there is `http:` allowed. */
export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname.endsWith('.localhost') || /^(127(\.\d{1,3}){3}|\[::1\])$/.test(hostname)
}

/**
 * Creates the check of a login URL's origin, for the server that `authorize` returned.
 *
 * @throws LoginError if `loginOrigins` contains something else than origins, when the process starts
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

/** Whether it is an origin to check links against. `{server}` stands for a label. */
export function isLoginOrigin(pattern: string): boolean {
  const example = pattern.replace('{server}', 'online')
  const url = URL.canParse(example) ? new URL(example) : undefined
  // A URL's host may contain a `*`, which would then match nothing.
  return url !== undefined && url.origin === example && isSafe(url) && !/[*{}]/.test(example)
}

/** How to write a login origin. */
export const loginOriginAdvice =
  'Write an origin like https://chat.example.com or https://{server}.example.com, without a path'
