import { type LoginRequestBody, loginRequestBody } from '@conversation-frame/contract'
import { isRecord } from '../isRecord.js'
import { LoginError } from '../LoginError.js'
import { normaliseTarget } from './normaliseTarget.js'

/** More than any target needs. */
export const maxBytes = 16 * 1024
/** Each piece is work. A network makes a dozen of so small a body; thousands are made on purpose. */
const maxPieces = 256
/** A body of a few hundred bytes that takes longer is held back on purpose, or lost. */
const maxMilliseconds = 5_000

/** Reads a body piece by piece, as the reader of a web stream does. */
export type BodyReader = Pick<ReadableStreamDefaultReader<Uint8Array>, 'read' | 'cancel'>

/** Kept, because making one costs as much as the rest of the reading. */
const utf8 = new TextDecoder('utf-8', { fatal: true })

/**
 * Reads the target out of a request, trusting nothing: type, size, time, encoding, syntax, shape, in this order.
 *
 * @param body where it is not read by way of the request.
 * @throws LoginError `invalid_request` or `contact_invalid`
 */
export async function readTarget(request: Request, body?: BodyReader): Promise<LoginRequestBody> {
  checkType(request.headers)
  const text = decode(await readBounded(request, body))
  const result = loginRequestBody.safeParse(parseFlat(text))
  if (result.success) return normaliseTarget(result.data)
  const [issue] = result.error.issues
  const field = issue?.path.join('.')
  throw refusal(400, field ? `${field} is not valid` : (issue?.message ?? 'The target is not valid'))
}

function refusal(status: number, detail: string): LoginError {
  return new LoginError('invalid_request', detail, { status, detail })
}

/** A parameter of the content type that says UTF-8, or nothing at all. */
const utf8Parameter = /^\s*(?:charset\s*=\s*(?:utf-?8|"utf-?8")\s*)?$/

/** Only JSON: a form, or a `no-cors` request of a foreign page, cannot have this type. */
function checkType(headers: Headers): void {
  const [type = '', ...parameters] = (headers.get('content-type') ?? '').toLowerCase().split(';')
  const foreign = parameters.some((parameter) => !utf8Parameter.test(parameter))
  if (type.trim() !== 'application/json' || foreign) throw refusal(415, 'The body must be application/json in UTF-8')
  const coding = headers.get('content-encoding') ?? 'identity'
  if (coding.toLowerCase() !== 'identity') throw refusal(415, 'The body must not be compressed')
}

async function readBounded(request: Request, body?: BodyReader): Promise<Uint8Array> {
  const tooLarge = () => refusal(413, `The body is larger than ${maxBytes} bytes`)
  if (Number(request.headers.get('content-length')) > maxBytes) throw tooLarge()
  if (request.bodyUsed) throw readBefore()
  const reader = body ?? request.body?.getReader()
  if (!reader) return new Uint8Array()
  let late = false
  const timer = setTimeout(() => {
    late = true
    reader.cancel().catch(() => {})
  }, maxMilliseconds)
  try {
    const pieces: Uint8Array[] = []
    let length = 0
    for (;;) {
      const { done, value } = await reader.read()
      if (late) throw refusal(408, `The body did not arrive within ${maxMilliseconds} ms`)
      if (done) return joined(pieces, length)
      length += value.length
      if (length > maxBytes) throw tooLarge()
      if (pieces.push(value) > maxPieces) throw refusal(400, `The body comes in more than ${maxPieces} pieces`)
    }
  } catch (error) {
    reader.cancel().catch(() => {})
    throw error instanceof LoginError ? error : refusal(400, 'The body broke off')
  } finally {
    clearTimeout(timer)
  }
}

export function readBefore(): LoginError {
  const message =
    'The request body was read before the login handler got it. Put the endpoint before what parses bodies'
  return new LoginError('internal_error', message)
}

export function notFlat(): LoginError {
  return refusal(400, 'The body must be flat: names with texts and numbers')
}

function joined(pieces: readonly Uint8Array[], length: number): Uint8Array {
  const whole = new Uint8Array(length)
  let at = 0
  for (const piece of pieces) {
    whole.set(piece, at)
    at += piece.length
  }
  return whole
}

function decode(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes)
  } catch {
    throw refusal(400, 'The body is not UTF-8')
  }
}

/**
 * Parses an object of primitives. A target is flat, so nesting is refused; and a name that is there twice means different
 * things to different parsers, so a proxy in front that judges targets could be made to judge another one.
 */
function parseFlat(text: string): Record<string, unknown> {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw refusal(400, 'The body is not JSON')
  }
  if (!isRecord(value)) throw refusal(400, 'The body is not an object')
  const { members, nested } = survey(text)
  if (nested) throw notFlat()
  if (members !== Object.keys(value).length) throw refusal(400, 'The body has a name twice')
  if (Object.hasOwn(value, '__proto__')) throw refusal(400, 'The body has a name that is no field')
  return value
}

/** Looks over the text of an object that is known to be valid JSON. */
function survey(text: string): { members: number; nested: boolean } {
  const outsideStrings = text.replace(/"(?:[^"\\]|\\.)*"/g, '')
  return {
    members: outsideStrings.split(':').length - 1,
    nested: /[[{]/.test(outsideStrings.trim().slice(1)),
  }
}
