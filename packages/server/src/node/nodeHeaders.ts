import type { IncomingMessage } from 'node:http'

/** What decides which pages may ask. */
const originHeaders = ['origin', 'sec-fetch-site']

/** What a header's name may be. */
const token = /^[!#$%&'*+\-.^_`|~\w]+$/

/**
 * The headers of a request of Node, as they came over the wire: `rawHeaders` has all values of a name that was sent twice,
 * where `headers` shows the first one only. Adapters for AWS Lambda and mocks leave `rawHeaders` empty: then `headers` counts.
 *
 * What is in one of the two only must not get past the check of the origin, so its headers are read from both.
 */
export function nodeHeaders({
  headers,
  rawHeaders,
}: Partial<Pick<IncomingMessage, 'headers' | 'rawHeaders'>>): Headers {
  const all = new Headers()
  const wire = rawHeaders ?? []
  for (let index = 0; index + 1 < wire.length; index += 2) append(all, String(wire[index]), String(wire[index + 1]))
  for (const [name, value] of Object.entries(headers ?? {})) {
    const counts = wire.length === 0 || (originHeaders.includes(name.toLowerCase()) && !all.has(name))
    if (counts && value !== undefined) for (const each of [value].flat()) append(all, name, String(each))
  }
  return all
}

function append(headers: Headers, name: string, value: string): void {
  // HTTP/2 puts the method and the path among the headers.
  if (name.startsWith(':')) return
  try {
    headers.append(name, value)
  } catch {
    // What no header can hold does not come over a wire, but out of an adapter's JSON. Left out, a wrong Origin would be none.
    if (token.test(name)) headers.append(name, value.replace(/[^ -~]/g, '?'))
  }
}
