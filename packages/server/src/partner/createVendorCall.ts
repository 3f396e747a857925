import { boundedText } from '../boundedText.js'
import { isRecord } from '../isRecord.js'
import { LoginError } from '../LoginError.js'
import { withTimeLimit } from '../withTimeLimit.js'

/** The vendor's answer, not yet judged. */
export interface VendorAnswer {
  /** The HTTP status: it counts only where the body says nothing. */
  status: number
  /** The body, if it is a JSON object. */
  body?: Record<string, unknown>
  /** From `Retry-After`. */
  retryAfterSeconds?: number
  /** When the call was sent, in milliseconds by the client's own clock. */
  sentAt: number
}

export interface VendorCallOptions {
  baseUrl: string
  timeoutMs: number
  fetch: typeof fetch
  now: () => number
}

/** What goes with one call besides its body. */
export interface VendorCallContext {
  /** The access token. */
  token?: string
  signal?: AbortSignal | undefined
  traceparent?: string | undefined
}

/** One call of the partner API: a JSON body in, a {@link VendorAnswer} out. */
export type VendorCall = (path: string, body: object, context?: VendorCallContext) => Promise<VendorAnswer>

/** Far more than any documented answer. */
const maxAnswerBytes = 64 * 1024

/**
 * Calls the partner API.
 *
 * After a network failure it is unknown whether the vendor did its work. Doing it twice costs only an unopened link, so the
 * call is repeated once, immediately: in most cases the vendor had closed an idle connection. A timeout is not repeated: the
 * browser retries automatically, and double load does not help a vendor that hangs.
 */
export function createVendorCall({ baseUrl, timeoutMs, fetch, now }: VendorCallOptions): VendorCall {
  /** @returns a LoginError for a network failure. @throws on a timeout or an abort */
  function attempt(path: string, body: string, { token, signal, traceparent }: VendorCallContext) {
    const headers: Record<string, string> = { 'content-type': 'application/json', accept: 'application/json' }
    if (token) headers.authorization = `Bearer ${token}`
    if (traceparent) headers.traceparent = traceparent
    const controller = new AbortController()
    // Redirects are not followed: a 307 would carry the client secret or the token to another address.
    const init = { method: 'POST', headers, body, redirect: 'manual', signal: controller.signal } as const
    const sentAt = now()
    const work = async (): Promise<VendorAnswer | LoginError> => {
      try {
        return await readAnswer(await fetch(`${baseUrl}${path}`, init), sentAt, now)
      } catch (error) {
        return networkFailure(error)
      }
    }
    return withTimeLimit(work, {
      timeoutMs,
      timeoutError: () => timeoutError(timeoutMs),
      signal,
      onStop: (reason) => controller.abort(reason),
    })
  }

  return async function call(path, body, context = {}) {
    const json = JSON.stringify(body)
    const first = await attempt(path, json, context)
    if (!(first instanceof LoginError)) return first
    const second = await attempt(path, json, context)
    if (second instanceof LoginError) throw second
    return second
  }
}

async function readAnswer(response: Response, sentAt: number, now: () => number): Promise<VendorAnswer> {
  const answer: VendorAnswer = { status: response.status, sentAt }
  const retryAfter = response.headers.get('retry-after')
  const seconds = retryAfter === null ? undefined : secondsOf(retryAfter, now())
  if (seconds !== undefined) answer.retryAfterSeconds = seconds
  const { text, isWhole } = await boundedText(response, maxAnswerBytes)
  const body = isWhole ? parse(text) : undefined
  if (body) answer.body = body
  return answer
}

function secondsOf(retryAfter: string, now: number): number | undefined {
  const seconds = /^\d{1,9}$/.test(retryAfter.trim()) ? Number(retryAfter) : (Date.parse(retryAfter) - now) / 1000
  return Number.isFinite(seconds) ? Math.max(0, Math.ceil(seconds)) : undefined
}

function parse(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return isRecord(value) ? value : undefined
  } catch {
    return undefined
  }
}

/** Keeps only the system's error code: a custom `fetch` may put anything into its errors. */
function networkFailure(error: unknown): LoginError {
  const cause = error instanceof Error && error.cause ? error.cause : error
  const code = typeof cause === 'object' && cause !== null && 'code' in cause ? String(cause.code) : ''
  const shown = /^[A-Z][A-Z0-9_]{2,40}$/.test(code) ? code : 'no connection, or it broke'
  const message = `The partner API is unreachable: ${shown}. Check baseUrl and the network`
  return new LoginError('vendor_unavailable', message)
}

function timeoutError(timeoutMs: number): LoginError {
  const message = `The vendor did not answer within ${timeoutMs} ms. Try again, or raise the partner client's timeout`
  return new LoginError('vendor_unavailable', message, { status: 504 })
}
