import type { IncomingMessage } from 'node:http'
import { type BodyReader, maxBytes } from '../target/readBody.js'
import { notFlat } from '../target/readTarget.js'

/** A request after a body parser. */
export type ParsedRequest = Pick<IncomingMessage, 'readableDidRead'> & { body?: unknown }

/**
 * Reads a body that a parser has already read, from what the parser made of it: a string, bytes or a value.
 *
 * @returns `undefined` if the body has not been read yet, or the parser kept nothing
 */
export function parsedBodyReader(request: ParsedRequest): BodyReader | undefined {
  // `undefined` for mocks, which have a body and no stream.
  if (request.readableDidRead === false) return undefined
  let bytes: Uint8Array | undefined
  try {
    if (request.body === undefined) return undefined
    bytes = bytesOf(request.body)
  } catch {
    // Nested too deeply, cyclic, or with a getter that throws: not a target.
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
  // Enough to be refused as too large: a parser may have accepted megabytes.
  return text === undefined ? undefined : Buffer.from(text.slice(0, maxBytes + 1))
}
