import type { IncomingMessage } from 'node:http'
import { readHostName } from '../access/readHostName.js'

/**
 * The URL of a request. `undefined` without exactly one valid `Host`, for a target that
 * is neither a path nor an absolute URL, or for one with credentials.
 */
export function readUrl({ url = '', headers, rawHeaders }: IncomingMessage, scheme: 'http' | 'https'): URL | undefined {
  const { host } = headers
  const hosts = rawHeaders.filter((text, index) => index % 2 === 0 && text.toLowerCase() === 'host')
  if (host === undefined || hosts.length !== 1 || readHostName(host) === undefined) return undefined
  // Concatenated, because `//name/path` resolved against the host would change the host.
  const target = url.startsWith('/') ? `${scheme}://${host}${url}` : url
  if (!URL.canParse(target)) return undefined
  const { protocol, username, password, host: name, pathname, search } = new URL(target)
  if (!/^(?:http|ws)s?:$/.test(protocol) || username || password) return undefined
  return new URL(`${scheme}://${name}${pathname}${search}`)
}

/** The headers, with every value of a repeated name. */
export function readHeaders(incoming: IncomingMessage): Headers {
  const headers = new Headers()
  for (const [name, value] of Object.entries(incoming.headers)) {
    for (const one of [value ?? []].flat()) headers.append(name, one)
  }
  return headers
}
