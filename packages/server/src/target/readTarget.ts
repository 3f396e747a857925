import { loginRequestBody } from '@conversation-frame/contract'
import { isRecord } from '../isRecord.js'
import type { LoginError } from '../LoginError.js'
import { invalidRequest } from './invalidRequest.js'
import { type NormalisedTarget, normaliseTarget } from './normaliseTarget.js'
import { type BodyReader, readBody } from './readBody.js'

/** Kept, because creating one costs as much as the rest of the reading. */
const utf8 = new TextDecoder('utf-8', { fatal: true })

/**
 * Reads the target from an untrusted request. Checks the type, size, time, encoding, syntax and shape, in this order.
 *
 * @param body for a body that is not read through the request
 * @throws LoginError `invalid_request` or `contact_invalid`
 */
export async function readTarget(request: Request, body?: BodyReader): Promise<NormalisedTarget> {
  checkContentType(request.headers)
  const text = decode(await readBody(request, body))
  const result = loginRequestBody.safeParse(parseFlat(text))
  if (result.success) return normaliseTarget(result.data)
  const [issue] = result.error.issues
  const field = issue?.path.join('.')
  throw invalidRequest(400, field ? `${field} is invalid` : (issue?.message ?? 'The target is invalid'))
}

/** A parameter of the content type that says UTF-8, or an empty one. */
const utf8Parameter = /^\s*(?:charset\s*=\s*(?:utf-?8|"utf-?8")\s*)?$/

/** Only JSON: a form, or a `no-cors` request of another site's page, cannot have this type. */
function checkContentType(headers: Headers): void {
  const [type = '', ...parameters] = (headers.get('content-type') ?? '').toLowerCase().split(';')
  const isUtf8 = parameters.every((parameter) => utf8Parameter.test(parameter))
  if (type.trim() !== 'application/json' || !isUtf8) {
    throw invalidRequest(415, 'The body must be application/json in UTF-8')
  }
  const coding = headers.get('content-encoding') ?? 'identity'
  if (coding.toLowerCase() !== 'identity') throw invalidRequest(415, 'The body must not be compressed')
}

function decode(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes)
  } catch {
    throw invalidRequest(400, 'The body is not UTF-8')
  }
}

/**
 * Parses an object of primitives. A target is flat, so nested values are refused. Duplicate keys are refused too: parsers
 * disagree on which one counts, so a proxy that approves targets could approve another one than the one that is opened.
 */
function parseFlat(text: string): Record<string, unknown> {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw invalidRequest(400, 'The body is not JSON')
  }
  if (!isRecord(value)) throw invalidRequest(400, 'The body is not a JSON object')
  const { keys, isNested } = survey(text)
  if (isNested) throw notFlat()
  if (keys !== Object.keys(value).length) throw invalidRequest(400, 'Duplicate key in the JSON body')
  if (Object.hasOwn(value, '__proto__')) throw invalidRequest(400, 'Forbidden key in the JSON body: __proto__')
  return value
}

export function notFlat(): LoginError {
  return invalidRequest(400, 'The JSON body must be flat: an object of strings and numbers')
}

/** Counts the keys and looks for nested values in the text of a valid JSON object. */
function survey(text: string): { keys: number; isNested: boolean } {
  const outsideStrings = text.replace(/"(?:[^"\\]|\\.)*"/g, '')
  return {
    keys: outsideStrings.split(':').length - 1,
    isNested: /[[{]/.test(outsideStrings.trim().slice(1)),
  }
}
