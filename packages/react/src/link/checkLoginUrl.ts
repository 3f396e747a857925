import { ConversationFrameError } from '../ConversationFrameError.js'

/**
 * Returns the URL of a link that may be opened. Open its `href` and never the text, so that what was checked is what is opened.
 *
 * The endpoint is the host's own, but its link comes from the vendor, or from a mistake. An address on another origin would
 * get a frame with microphone and camera in the dashboard. No message contains the address itself.
 *
 * @throws ConversationFrameError `origin_not_allowed`
 */
export function checkLoginUrl(text: string, loginOrigins: readonly string[], sandbox: string): URL {
  if (/\\u0026|&amp;/i.test(text)) throw refused('the link was encoded twice: it has a literal \\u0026 or &amp;')
  const url = parseAbsolute(text)
  if (!url) throw refused('the link does not start with https:// and a host')
  const { origin, protocol, hostname, username, password } = url
  if (username || password) throw refused('the link has credentials')
  if (protocol !== 'https:' && !(protocol === 'http:' && loopback.test(hostname))) throw refused(`${protocol} link`)
  checkLoginOrigin(origin, loginOrigins, sandbox)
  return url
}

/**
 * Parses a text that has a scheme and an authority. `https:host/x` and `https:\host/x` name a host in `new URL(text)`, but a
 * path of the page where the page is the base, as in `location.replace(text)`.
 */
export function parseAbsolute(text: string): URL | undefined {
  try {
    return /^\w+:\/\/[^\s/\\]/.test(text) ? new URL(text) : undefined
  } catch {
    // Not the cause of an error: some engines repeat the text in the message.
    return undefined
  }
}

/** @throws ConversationFrameError `origin_not_allowed` when no link may lead to that origin */
export function checkLoginOrigin(origin: string, loginOrigins: readonly string[], sandbox: string): void {
  const named = loginOrigins.includes(origin)
  if (origin === location.origin && (!named || sandbox.includes('allow-same-origin')))
    throw refused("the link is on the page's own origin: list it without *, and remove allow-same-origin from sandbox")
  if (!named && !loginOrigins.some((pattern) => matches(origin, pattern)))
    throw refused(`${origin} is not in the frame's loginOrigins`)
}

function refused(detail: string): ConversationFrameError {
  return new ConversationFrameError('origin_not_allowed', detail)
}

/** `localhost` and its subdomains, 127.0.0.0/8, `[::1]`. */
const loopback = /^(.+\.)?localhost$|^127(\.\d+){3}$|^\[::1\]$/

/** `*` stands for exactly one label. */
function matches(origin: string, pattern: string): boolean {
  const [before, after] = pattern.split('*')
  if (before === undefined || after === undefined || !isLoginOrigin(pattern)) return false
  const label = origin.slice(before.length, -after.length)
  return origin === before + label + after && /^[\w-]+$/.test(label)
}

/** Whether it is an origin as browsers write it. One whole label of the host may be `*`, but not the last one. */
export function isLoginOrigin(pattern: unknown): boolean {
  const example = String(pattern).replace(/(\/\/|\.)\*\.(?=\w)/, '$1x.')
  return /^https?:[^*]+$/.test(example) && parseAbsolute(example)?.origin === example
}
