import { LoginError } from '../LoginError.js'
import { withTimeLimit } from '../withTimeLimit.js'
import { invalidRequest } from './invalidRequest.js'

/** More than any target needs. */
export const maxBytes = 16 * 1024
/** Each chunk is work. A network makes a dozen of so small a body; thousands are made on purpose. */
const maxChunks = 256
/** A body of a few hundred bytes that takes longer is held back on purpose, or lost. */
const timeoutMs = 5_000

/** Reads a body chunk by chunk, like the reader of a web stream. */
export type BodyReader = Pick<ReadableStreamDefaultReader<Uint8Array>, 'read' | 'cancel'>

/** Reads a body within its limits of size and time. @throws LoginError */
export async function readBody(request: Request, reader?: BodyReader): Promise<Uint8Array> {
  if (Number(request.headers.get('content-length')) > maxBytes) throw tooLarge()
  if (request.bodyUsed) throw alreadyRead()
  const body = reader ?? request.body?.getReader()
  if (!body) return new Uint8Array()
  try {
    return await withTimeLimit(() => readChunks(body), { timeoutMs, timeoutError: tooSlow })
  } catch (error) {
    body.cancel().catch(() => {})
    throw error instanceof LoginError ? error : invalidRequest(400, 'The body is incomplete')
  }
}

async function readChunks(body: BodyReader): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let length = 0
  for (;;) {
    const { done, value } = await body.read()
    if (done) return join(chunks, length)
    length += value.length
    if (length > maxBytes) throw tooLarge()
    if (chunks.push(value) > maxChunks) throw invalidRequest(400, `The body has more than ${maxChunks} chunks`)
  }
}

function join(chunks: readonly Uint8Array[], length: number): Uint8Array {
  const whole = new Uint8Array(length)
  let offset = 0
  for (const chunk of chunks) {
    whole.set(chunk, offset)
    offset += chunk.length
  }
  return whole
}

function tooLarge(): LoginError {
  return invalidRequest(413, `The body is larger than ${maxBytes} bytes`)
}

function tooSlow(): LoginError {
  return invalidRequest(408, `The body did not arrive within ${timeoutMs} ms`)
}

export function alreadyRead(): LoginError {
  const message =
    'The request body was read before it reached the login handler. Put the endpoint before body-parsing middleware'
  return new LoginError('internal_error', message)
}
