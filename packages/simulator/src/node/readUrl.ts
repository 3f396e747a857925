import type { IncomingMessage } from 'node:http'
import { readHostName } from '../access/readHostName.js'

/**
 * The URL that a request is for, or `undefined` where it names none: without exactly one valid `Host`, with a target that
 * is neither a path nor a whole URL, or with credentials in it.
 */
export function readUrl({ url = '', headers, rawHeaders }: IncomingMessage, scheme: 'http' | 'https'): URL | undefined {
  const { host } = headers
  const hosts = rawHeaders.filter((text, index) => index % 2 === 0 && text.toLowerCase() === 'host')
  if (host === undefined || hosts.length !== 1 || readHostName(host) === undefined) return undefined
  // Joined as text: resolved against the host, `//name/path` would be another host's.
  const target = url.startsWith('/') ? `${scheme}://${host}${url}` : url
  if (!URL.canParse(target)) return undefined
  const { protocol, username, password, host: name, pathname, search } = new URL(target)
  if (!/^(?:http|ws)s?:$/.test(protocol) || username || password) return undefined
  return new URL(`${scheme}://${name}${pathname}${search}`)
}

/** The headers, each value of a name that is there more than once included. */
export function readHeaders(incoming: IncomingMessage): Headers {
  const headers = new Headers()
  for (const [name, value] of Object.entries(incoming.headers)) {
    for (const one of [value ?? []].flat()) headers.append(name, one)
  }
  return headers
}
