import { ConversationFrameError } from './ConversationFrameError.js'

/**
 * The origin of a link that may be opened.
 *
 * The endpoint is the host's own, but a link is what the vendor or a mistake made of it: an address on another origin
 * would get a frame with microphone and camera in the dashboard. No message carries the address itself.
 *
 * @throws ConversationFrameError `origin_not_allowed`
 */
export function checkLoginUrl(text: string, loginOrigins: readonly string[], sandbox: string): string {
  if (/\\u0026|&amp;/i.test(text)) throw refused('the link was encoded twice: it has a literal \\u0026 or &amp;')
  const url = parse(text)
  if (!url) throw refused('the link is no absolute URL')
  const { origin, protocol, hostname, username, password } = url
  if (username || password) throw refused('the link has credentials')
  if (protocol !== 'https:' && !(protocol === 'http:' && local.test(hostname))) throw refused(`${protocol} link`)
  return checkLoginOrigin(origin, loginOrigins, sandbox)
}

/**
 * The origin, when links may lead to it.
 *
 * @throws ConversationFrameError `origin_not_allowed`
 */
export function checkLoginOrigin(origin: string, loginOrigins: readonly string[], sandbox: string): string {
  const named = loginOrigins.includes(origin)
  if (origin === location.origin && (!named || sandbox.includes('allow-same-origin'))) {
    throw refused("the link is on the page's own origin: name it exactly, and sandbox without allow-same-origin")
  }
  if (!named && !loginOrigins.some((pattern) => matches(origin, pattern))) {
    throw refused(`${origin} is not in the frame's loginOrigins`)
  }
  return origin
}

function refused(detail: string): ConversationFrameError {
  return new ConversationFrameError('origin_not_allowed', detail)
}

/** Loopback only: `localhost` and its subdomains, 127.0.0.0/8, `[::1]`. */
const local = /^(.+\.)?localhost$|^127(\.\d+){3}$|^\[::1\]$/

function parse(text: string): URL | undefined {
  try {
    return new URL(text)
  } catch {
    // Not the cause of an error: some engines repeat the text in the message.
    return undefined
  }
}

/** `*` stands for exactly one label. */
function matches(origin: string, pattern: string): boolean {
  const [before, after] = pattern.split('*')
  if (before === undefined || after === undefined) return false
  const label = origin.slice(before.length, -after.length || undefined)
  return origin === before + label + after && /^[\w-]+$/.test(label)
}
