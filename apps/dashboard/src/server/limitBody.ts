import type { MiddlewareHandler } from 'hono'
import type { FailureBody } from '../DashboardApi.js'

/**
 * Answers 413 to a body of more than `longest` bytes, for every route, before the whole body is read.
 *
 * Hono's own middleware copies the whole request, which fails for a request of its Node server whose body has no stated
 * length. This function copies it from its parts.
 */
export function limitBody(longest: number): MiddlewareHandler {
  return async (c, next) => {
    const { url, method, headers, body } = c.req.raw
    if (!body) return next()
    const stated = Number(headers.get('content-length') ?? 0)
    const bytes = stated > longest ? undefined : await read(body.getReader(), longest)
    if (!bytes) return c.json<FailureBody>({ error: 'The body is too long.' }, 413)
    c.req.raw = new Request(url, { method, headers, body: bytes })
    return next()
  }
}

/** `undefined` as soon as the body is too large, because the next chunk may never arrive. */
async function read(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  longest: number,
): Promise<Buffer<ArrayBuffer> | undefined> {
  const chunks: Uint8Array[] = []
  let length = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return Buffer.concat(chunks)
    length += value.length
    if (length > longest) return undefined
    chunks.push(value)
  }
}
