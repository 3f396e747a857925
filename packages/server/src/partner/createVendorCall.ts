import { boundedText } from '../boundedText.js'
import { isRecord } from '../isRecord.js'
import { LoginError } from '../LoginError.js'
import type { CancelSignal } from '../untilAborted.js'

/** What the vendor answered, before anyone judges it. */
export interface VendorAnswer {
  /** The HTTP status: it counts only where the body says nothing. */
  status: number
  /** The body, when it is a JSON object. */
  body?: Record<string, unknown>
  /** What `Retry-After` asked for. */
  retryAfterSeconds?: number
  /** When the call was sent, by the client's own clock. */
  sentAt: number
}

export interface VendorCallOptions {
  baseUrl: string
  timeout: number
  fetch: typeof fetch
  now: () => number
}

export interface VendorCallExtras {
  token?: string
  signal?: CancelSignal | undefined
  traceparent?: string | undefined
}

/** One call of the partner API: a JSON body in, a {@link VendorAnswer} out. */
export type VendorCall = (path: string, body: object, extras?: VendorCallExtras) => Promise<VendorAnswer>

/** Far more than any documented answer; what is longer is not one. */
const maxAnswerBytes = 64 * 1024

/**
 * Calls the partner API.
 *
 * A network failure leaves open whether the vendor did its work. Doing it twice costs nothing but an unopened link, so it
 * is tried once more, at once: mostly the vendor had closed an idle connection. A time-out is not, because the browser
 * tries again by itself, and a vendor that hangs is not helped by twice the load.
 */
export function createVendorCall({ baseUrl, timeout, fetch, now }: VendorCallOptions): VendorCall {
  async function attempt(path: string, body: string, { token, signal, traceparent }: VendorCallExtras) {
    const headers: Record<string, string> = { 'content-type': 'application/json', accept: 'application/json' }
    if (token) headers.authorization = `Bearer ${token}`
    if (traceparent) headers.traceparent = traceparent
    const controller = new AbortController()
    // Redirects are not followed: a 307 would carry the client secret or the token to another address.
    const init = { method: 'POST', headers, body, redirect: 'manual', signal: controller.signal } as const
    const sentAt = now()
    let givenUp = false
    let giveUp: (reason: unknown) => void = () => {}
    const outcome = new Promise<VendorAnswer>((resolve, reject) => {
      // Does not wait for fetch to heed the signal: one that a host brings may not.
      giveUp = (reason) => {
        givenUp = true
        reject(reason)
        controller.abort(reason)
      }
      fetch(`${baseUrl}${path}`, init)
        .then((response) => read(response, sentAt, now))
        .then(resolve, reject)
    })
    const stop = () => giveUp(signal?.reason)
    const timer = setTimeout(() => giveUp(outOfTime(timeout)), timeout)
    signal?.addEventListener('abort', stop, { once: true })
    try {
      return await outcome
    } catch (error) {
      if (givenUp) throw error
      return networkFailure(error)
    } finally {
      clearTimeout(timer)
      signal?.removeEventListener('abort', stop)
    }
  }

  return async function call(path, body, extras = {}) {
    if (extras.signal?.aborted) throw extras.signal.reason
    const json = JSON.stringify(body)
    const first = await attempt(path, json, extras)
    if (!(first instanceof LoginError)) return first
    const second = await attempt(path, json, extras)
    if (second instanceof LoginError) throw second
    return second
  }
}

function outOfTime(timeout: number): LoginError {
  const message = `The vendor did not answer within ${timeout} ms. Try again, or raise the partner client's timeout`
  return new LoginError('vendor_unavailable', message, { status: 504 })
}

/** Only the system's own code is kept of the cause: a custom `fetch` may put anything into its errors. */
function networkFailure(error: unknown): LoginError {
  const cause = error instanceof Error && error.cause ? error.cause : error
  const code = typeof cause === 'object' && cause !== null && 'code' in cause ? String(cause.code) : ''
  const shown = /^[A-Z][A-Z0-9_]{2,40}$/.test(code) ? code : 'no connection, or a broken one'
  return new LoginError(
    'vendor_unavailable',
    `The partner API cannot be reached: ${shown}. Check baseUrl and the network`,
  )
}

async function read(response: Response, sentAt: number, now: () => number): Promise<VendorAnswer> {
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
