import type { LoginLinkBody } from '@conversation-frame/contract'
import { isTime } from '../isTime.js'
import { LoginError } from '../LoginError.js'
import { createLinkLimit } from '../limit/createLinkLimit.js'
import type { Limiter } from '../limit/Limiter.js'
import type { LoginLink } from '../partner/LoginLink.js'
import type { PartnerClient } from '../partner/PartnerClient.js'
import { printable } from '../printable.js'
import { type BodyReader, readTarget } from '../target/readTarget.js'
import { type Authorize, authorizeTarget } from './authorizeTarget.js'
import { createOriginPolicy } from './createOriginPolicy.js'
import { createReporter } from './createReporter.js'
import { createResponder, type LoginAnswer } from './LoginAnswer.js'
import { LoginAttempt } from './LoginAttempt.js'
import type { LoginEvent } from './LoginEvent.js'
import { problemAnswer, secureHeaders } from './problemAnswer.js'
import { allowedMethods, wrongMethod } from './wrongMethod.js'

/** How a login endpoint decides and answers. */
export interface LoginHandlerOptions {
  /** The partner client, made once for the process. */
  partner: PartnerClient
  /**
   * Decides who is asking and what they may open: bind the conversation and the contact to the user in one query, and return
   * that record as `target`. {@link Authorize} says what an attacker tries. Read the session from the request's headers; its body is
   * read for you. Return `null` when nobody is signed in (401), throw `Forbidden` when this user may not open this target, or when
   * there is none (403). Anything else that it throws is a 500, and goes to `onEvent`.
   */
  authorize: Authorize
  /** Origins of frontends that are not served from the endpoint's own origin, like `https://app.example.com`. */
  allowedOrigins?: readonly string[]
  /**
   * The endpoint's own origin as browsers see it. Needed behind a proxy that rewrites the host name, for browsers that
   * send no `Sec-Fetch-Site`. Once it is set, every `Origin` must be this one or in `allowedOrigins`.
   * @default the origin of the request's URL
   */
  publicOrigin?: string
  /**
   * Limits attempts for each `userId`; `false` for no limit. Every request that `authorize` lets through costs a point, before
   * the vendor is asked, and whatever the vendor answers. @default 30 a minute, counted in this process
   */
  limiter?: Limiter | false
  /** What happens while the limiter is down: this process counts by itself, or nobody gets a link. @default 'memory' */
  limiterFallback?: 'memory' | 'refuse'
  /** Milliseconds in which every request has its answer. @default 12_000 */
  deadline?: number
  /**
   * Told what happened, for logs, metrics and audits. What it throws is ignored.
   * @default failures with a status from 500 up, which somebody has to mend, go to `console.error`
   */
  onEvent?: (event: LoginEvent) => void
}

/** Answers requests for login links. It rejects only what is no `Request`, with a `TypeError`. */
export type LoginHandler = (request: Request) => Promise<Response>

/** What W3C Trace Context calls valid: no version `ff`, no id of zeros alone. Anything else is not passed on. */
const traceContext = /^(?!ff)[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/

/**
 * Makes the login endpoint: who asks from where, for what, as whom, how often; then one call to the vendor.
 *
 * @throws LoginError when an option cannot be right, so that it shows at the start of the process.
 */
export function createLoginHandler(options: LoginHandlerOptions): LoginHandler {
  const { partner, authorize, deadline = 12_000 } = options
  checkOptions(options, deadline)
  const origins = createOriginPolicy(options)
  const limit = createLinkLimit(options)
  const report = createReporter(options.onEvent)

  async function mint(request: Request, attempt: LoginAttempt, body?: BodyReader): Promise<LoginLink> {
    const asked = await readTarget(request, body)
    attempt.enter('authorize', { conversationId: asked.conversationId, inboxId: asked.inboxId })
    const { userId, accountId, agentId, server, target } = await authorizeTarget(authorize, request, asked)
    const { conversationId, inboxId } = target
    attempt.enter('limiter', { userId: printable(userId), accountId, agentId, server, conversationId, inboxId })
    await limit(userId, (error) => report({ type: 'limiter_failed', error, ...attempt.subject }))
    attempt.enter('vendor')
    const [traceparent] = request.headers.get('traceparent')?.match(traceContext) ?? []
    const login = { ...target, accountId, agentId, server }
    return partner.loginConversation(login, { signal: attempt, traceparent, onEvent: report })
  }

  async function answer(request: Request, body?: BodyReader): Promise<LoginAnswer> {
    checkRequest(request)
    const attempt = new LoginAttempt(request.signal, deadline)
    const cors = origins.headers(request)
    try {
      const refusal = origins.refusal(request)
      if (refusal) throw foreignOrigin(refusal)
      if (request.method === 'OPTIONS') {
        return { status: 204, headers: { ...secureHeaders, allow: allowedMethods, ...cors }, body: null }
      }
      if (request.method !== 'POST') throw wrongMethod(request.method)
      const link = await attempt.race(mint(request, attempt, body))
      report(attempt.minted(link.expiresInSeconds))
      const headers = { ...secureHeaders, 'content-type': 'application/json', ...cors }
      return { status: 200, headers, body: bodyOf(link) }
    } catch (thrown) {
      const { error, event } = attempt.failed(thrown)
      report(event)
      const headers = error.status === 405 ? { ...cors, allow: allowedMethods } : cors
      const problem = problemAnswer(error, headers)
      return request.method === 'HEAD' ? { ...problem, body: null } : problem
    } finally {
      attempt.end()
    }
  }

  return createResponder(answer)
}

/** The link as the contract has it. JSON leaves an id out that the vendor did not name. */
function bodyOf({ url, expiresInSeconds, conversationId, inboxId }: LoginLink): string {
  const body: Record<keyof LoginLinkBody, unknown> = { url, expiresInSeconds, conversationId, inboxId }
  return JSON.stringify(body)
}

function checkOptions({ partner, authorize, onEvent }: LoginHandlerOptions, deadline: number): void {
  // Types do not reach the hosts that are written in JavaScript, and without this check anybody could log in as anyone.
  if (typeof authorize !== 'function') {
    throw new LoginError(
      'misconfigured',
      'createLoginHandler needs authorize: who may open what is for the host to say',
    )
  }
  if (typeof partner?.loginConversation !== 'function') {
    throw new LoginError('misconfigured', 'createLoginHandler needs partner, made by createPartnerClient')
  }
  if (onEvent !== undefined && typeof onEvent !== 'function') {
    throw new LoginError('misconfigured', 'onEvent must be a function')
  }
  if (!isTime(deadline)) {
    throw new LoginError(
      'misconfigured',
      'deadline must be a number of milliseconds, from more than 0 to 2,147,483,647',
    )
  }
}

/** The types of Express let it take the handler as it is; without an error such a request would never be answered. */
function checkRequest(request: Request): void {
  if (typeof request?.headers?.get === 'function') return
  throw new TypeError(
    'The login handler takes a Request. In Express or node:http wrap it: createNodeListener(handler), from @conversation-frame/server/node',
  )
}

function foreignOrigin(refusal: string): LoginError {
  const detail = 'Requests of this origin are refused. See allowedOrigins and publicOrigin of the login handler'
  return new LoginError('forbidden', `A page of a foreign origin asked: ${refusal}`, { detail })
}
