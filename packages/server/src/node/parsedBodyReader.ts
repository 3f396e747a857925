import type { IncomingMessage } from 'node:http'
import { type BodyReader, maxBytes, notFlat } from '../target/readTarget.js'

/** What body parsers leave on a request. */
export type ParsedRequest = Pick<IncomingMessage, 'readableDidRead'> & { body?: unknown }

/**
 * Reads a body from what a parser that was there first made of it, a text, bytes or a value.
 *
 * @returns `undefined` where the body itself is still to be read, or nothing was kept of it
 */
export function parsedBodyReader(request: ParsedRequest): BodyReader | undefined {
  // Mocks have a body, and nothing to be read.
  if (request.readableDidRead === false) return undefined
  let bytes: Uint8Array | undefined
  try {
    if (request.body === undefined) return undefined
    bytes = bytesOf(request.body)
  } catch {
    // Nested too deeply, cyclic, or with a getter that throws: whatever it is, it is no target.
  }
  let isRead = false
  return {
    async read() {
      if (isRead) return { done: true, value: undefined }
      if (!bytes) throw notFlat()
      isRead = true
      return { done: false, value: bytes }
    },
    async cancel() {
      isRead = true
    },
  }
}

function bytesOf(body: unknown): Uint8Array | undefined {
  if (ArrayBuffer.isView(body)) return new Uint8Array(body.buffer, body.byteOffset, body.byteLength)
  if (body instanceof ArrayBuffer) return new Uint8Array(body)
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  // No more than it takes to be refused as too large: a parser may have let megabytes through.
  return text === undefined ? undefined : Buffer.from(text.slice(0, maxBytes + 1))
}
