import type { IncomingMessage } from 'node:http'

/** The headers that decide which pages may send requests. */
const originHeaders = ['origin', 'sec-fetch-site']

/** A valid name of a header. */
const token = /^[!#$%&'*+\-.^_`|~\w]+$/

/**
 * The headers of a request of Node, as they came over the wire. `rawHeaders` has all values of a repeated name, `headers` only the
 * first one. Adapters for AWS Lambda and mocks leave `rawHeaders` empty: then `headers` counts.
 *
 * The headers of the origin check are read from both, so that one that is only in `headers` is checked too.
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
  // HTTP/2 has the method and the path among the headers.
  if (name.startsWith(':')) return
  try {
    headers.append(name, value)
  } catch {
    // An invalid value comes from an adapter's JSON, not from a wire. If it were omitted, an invalid Origin would count as no Origin.
    if (token.test(name)) headers.append(name, value.replace(/[^ -~]/g, '?'))
  }
}
