import { type EndpointErrorCode, type LoginLinkBody, loginLinkBody, problemBody } from '@conversation-frame/contract'
import { ConversationFrameError, isFrameError } from '../ConversationFrameError.js'
import type { ConversationTarget } from '../ConversationTarget.js'
import { longestTimerMs, now } from '../now.js'
import { checkLoginUrl } from './checkLoginUrl.js'
import { digestOf } from './digestOf.js'
import { createSingleUseLink, type SingleUseLink } from './SingleUseLink.js'

/** The host's own function that requests a login link. It may throw a {@link ConversationFrameError}; anything else is `network`. */
export type MintLink = (target: ConversationTarget, options: { signal: AbortSignal }) => Promise<LoginLinkBody>

export interface RequestLinkOptions {
  endpoint: string | MintLink
  headers?: HeadersInit | (() => HeadersInit | Promise<HeadersInit>) | undefined
  credentials: RequestCredentials
  requestTimeout: number
  loginOrigins: readonly string[]
  sandbox: string
}

/** What is left of a link's window for the vendor's page to load and to redeem it. */
const safetyMarginSeconds = 30

/**
 * Asks the login endpoint for one link and checks what it answers.
 *
 * @throws ConversationFrameError with the endpoint's code, or `network`, `timeout`, `invalid_response`, `origin_not_allowed`,
 * `link_already_used`
 */
export async function requestLink(
  target: ConversationTarget,
  options: RequestLinkOptions,
  signal: AbortSignal,
): Promise<SingleUseLink> {
  // Before the request: the time that the answer takes is part of the link's window.
  const sentAt = now()
  const body = await inTime(options.requestTimeout, signal, (signal) => ask(target, options, signal))
  const { data } = loginLinkBody.safeParse(body)
  if (!data) throw invalidResponse('the answer is not a login link')
  const { url, expiresInSeconds, conversationId } = data
  if (expiresInSeconds <= safetyMarginSeconds)
    throw invalidResponse(`the link expires in ${expiresInSeconds} s: over ${safetyMarginSeconds} s required`)
  const { href, origin } = checkLoginUrl(url, options.loginOrigins, options.sandbox)
  const opensUntil = sentAt + (expiresInSeconds - safetyMarginSeconds) * 1000
  return createSingleUseLink(href, await digestOf(href), { origin, opensUntil, conversationId })
}

/** Waits for work that may ignore its signal. */
async function inTime<T>(timeout: number, outer: AbortSignal, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const inner = new AbortController()
  const ended = new Promise<never>((_, reject) => {
    inner.signal.addEventListener('abort', () => reject(inner.signal.reason))
  })
  const abort = () => inner.abort(outer.reason)
  outer.addEventListener('abort', abort)
  const timer = setTimeout(
    () => inner.abort(new ConversationFrameError('timeout', `no answer in ${timeout} ms`)),
    Math.min(timeout, longestTimerMs),
  )
  try {
    return await Promise.race([ended, work(inner.signal)])
  } finally {
    clearTimeout(timer)
    outer.removeEventListener('abort', abort)
  }
}

/** A failure without an error of ours counts as one of the network. */
async function ask(target: ConversationTarget, options: RequestLinkOptions, signal: AbortSignal): Promise<unknown> {
  const { endpoint } = options
  try {
    return await (typeof endpoint === 'string' ? post(endpoint, target, options, signal) : endpoint(target, { signal }))
  } catch (cause) {
    if (isFrameError(cause)) throw cause
    throw new ConversationFrameError('network', 'no answer from the endpoint', { cause })
  }
}

async function post(
  url: string,
  target: ConversationTarget,
  { headers, credentials }: RequestLinkOptions,
  signal: AbortSignal,
): Promise<unknown> {
  const all = new Headers(typeof headers === 'function' ? await headers() : headers)
  all.set('content-type', 'application/json')
  all.set('accept', 'application/json, application/problem+json')
  const response = await fetch(url, {
    method: 'POST',
    headers: all,
    body: JSON.stringify(target),
    credentials,
    redirect: 'manual',
    cache: 'no-store',
    signal,
  })
  // A body that breaks off is a failure of the network. One that is not JSON is judged by its status, below.
  const text = await response.text()
  if (response.type === 'opaqueredirect') {
    throw invalidResponse('the answer is a redirect, often to a sign-in page: answer 401 instead')
  }
  const body = parse(text)
  if (response.ok) return body
  throw refusal(response, body)
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // Without a cause: some engines repeat the text in the message.
    return undefined
  }
}

function refusal(response: Response, body: unknown): ConversationFrameError {
  const { data } = problemBody.safeParse(body)
  const retryAfterSeconds = Math.max(
    data?.retryAfterSeconds ?? 0,
    retryAfter(response.headers.get('retry-after') ?? ''),
  )
  const more = data ? `: ${data.detail ?? data.title}` : ' without a problem body'
  return new ConversationFrameError(data?.code ?? codeOf(response.status), `status ${response.status}${more}`, {
    retryAfterSeconds,
  })
}

function codeOf(status: number): EndpointErrorCode {
  if (status === 401) return 'unauthenticated'
  if (status === 403) return 'forbidden'
  if (status === 429) return 'rate_limited'
  return status >= 500 ? 'vendor_unavailable' : 'invalid_request'
}

/** Seconds or a date (RFC 9110, 10.2.3); 0 or less when it is neither, or over. */
function retryAfter(header: string): number {
  return Number(header) || (Date.parse(header) - Date.now()) / 1000 || 0
}

function invalidResponse(message: string): ConversationFrameError {
  return new ConversationFrameError('invalid_response', message)
}
