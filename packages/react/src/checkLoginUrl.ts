import { ConversationFrameError } from './ConversationFrameError.js'

/** Where a login link may lead when the host names no origins. */
export const defaultLoginOrigins: readonly string[] = ['https://*.99digital.co.il']

/**
 * The URL of a link that may be opened, parsed.
 *
 * The endpoint is the host's own, but a link is what the vendor or a mistake made of it: an address on another origin
 * would get a frame with microphone and camera in the dashboard. No message carries the address itself.
 *
 * @throws ConversationFrameError `origin_not_allowed`
 */
export function checkLoginUrl(text: string, loginOrigins: readonly string[], sandbox: string): URL {
  if (/\\u0026|&amp;/i.test(text)) {
    throw refused(
      'The login link contains a literal \\u0026 or &amp;: it was encoded once too often. Decode it before it is sent.',
    )
  }
  const url = parse(text)
  if (!url) throw refused('The login link is not an absolute URL.')
  if (url.username || url.password) throw refused('The login link carries credentials before the host name.')
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLocal(url.hostname))) {
    throw refused(`The login link has the scheme ${url.protocol} instead of https:`)
  }
  const named = loginOrigins.includes(url.origin)
  if (url.origin === location.origin && !(named && !/\ballow-same-origin\b/.test(sandbox))) {
    throw refused(
      "The login link leads to the page's own origin. Name that origin in loginOrigins and give a sandbox without allow-same-origin.",
    )
  }
  if (!named && !loginOrigins.some((pattern) => matches(url.origin, pattern))) {
    throw refused(`The login link leads to ${url.origin}, which loginOrigins does not name.`)
  }
  return url
}

function parse(text: string): URL | undefined {
  try {
    return new URL(text)
  } catch {
    // Not the cause: some engines repeat the text in the message.
    return undefined
  }
}

/** Loopback only: `localhost` and its subdomains, 127.0.0.0/8, `[::1]`. */
function isLocal(hostname: string): boolean {
  return /^(.+\.)?localhost$|^127(\.\d+){3}$|^\[::1\]$/.test(hostname)
}

/** `*` stands for one label. */
function matches(origin: string, pattern: string): boolean {
  const source = pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '[^./:]+')
  return new RegExp(`^${source}$`).test(origin)
}

function refused(message: string): ConversationFrameError {
  return new ConversationFrameError('origin_not_allowed', message)
}
