import type { LoginLinkBody } from '@conversation-frame/contract'
import { isTimerDelay } from '../isTimerDelay.js'
import { LoginError } from '../LoginError.js'
import { createLinkLimit } from '../limit/createLinkLimit.js'
import type { LoginLink } from '../partner/LoginLink.js'
import { printable } from '../printable.js'
import type { BodyReader } from '../target/readBody.js'
import { readTarget } from '../target/readTarget.js'
import { authorizeTarget } from './authorizeTarget.js'
import { createOriginPolicy } from './createOriginPolicy.js'
import { createReporter } from './createReporter.js'
import { createResponder, type LoginAnswer } from './LoginAnswer.js'
import { LoginAttempt } from './LoginAttempt.js'
import type { LoginHandlerOptions } from './LoginHandlerOptions.js'
import { problemAnswer, secureHeaders } from './problemAnswer.js'
import { allowedMethods, wrongMethod } from './wrongMethod.js'

/** Answers requests for login links. Rejects with a `TypeError` for anything but a `Request`, and otherwise never. */
export type LoginHandler = (request: Request) => Promise<Response>

/** A valid W3C Trace Context: no version `ff`, no id of zeros only. Others are not passed on. */
const traceContext = /^(?!ff)[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/

/**
 * Creates the login endpoint. For each request:
 *
 * 1. Check which page sent it, and its method.
 * 2. Read the target from its body.
 * 3. Ask `authorize` for the user, the agent and the target.
 * 4. Count the attempt against the user's limit.
 * 5. Mint a link at the vendor, and answer with it.
 *
 * @throws LoginError if an option is invalid, when the process starts
 */
export function createLoginHandler(options: LoginHandlerOptions): LoginHandler {
  checkOptions(options)
  const { partner, authorize, deadline: deadlineMs = defaultDeadlineMs } = options
  const origins = createOriginPolicy(options)
  const limit = createLinkLimit(options)
  const report = createReporter(options.onEvent)

  async function mint(request: Request, attempt: LoginAttempt, body?: BodyReader): Promise<LoginLink> {
    const asked = await readTarget(request, body)
    attempt.enter('authorize', { conversationId: asked.conversationId, inboxId: asked.inboxId })
    const { userId, login } = await authorizeTarget(authorize, request, asked)
    const { accountId, agentId, server, conversationId, inboxId } = login
    attempt.enter('limiter', { userId: printable(userId), accountId, agentId, server, conversationId, inboxId })
    await limit(userId, (error) => report({ type: 'limiter_failed', error, ...attempt.subject }))
    attempt.enter('vendor')
    const [traceparent] = request.headers.get('traceparent')?.match(traceContext) ?? []
    return partner.loginConversation(login, { signal: attempt.signal, traceparent, onEvent: report })
  }

  async function answer(request: Request, body?: BodyReader): Promise<LoginAnswer> {
    checkRequest(request)
    const attempt = new LoginAttempt(request, deadlineMs)
    const cors = origins.headers(request)
    try {
      const refusal = origins.refusal(request)
      if (refusal) throw foreignOrigin(refusal)
      if (request.method === 'OPTIONS') {
        return { status: 204, headers: { ...secureHeaders, allow: allowedMethods, ...cors }, body: null }
      }
      if (request.method !== 'POST') throw wrongMethod(request.method)
      const link = await attempt.run(() => mint(request, attempt, body))
      report(attempt.minted(link.expiresInSeconds))
      const headers = { ...secureHeaders, 'content-type': 'application/json', ...cors }
      return { status: 200, headers, body: bodyOf(link) }
    } catch (thrown) {
      const { error, event } = attempt.failed(thrown)
      report(event)
      const headers = error.status === 405 ? { ...cors, allow: allowedMethods } : cors
      const problem = problemAnswer(error, headers)
      return request.method === 'HEAD' ? { ...problem, body: null } : problem
    }
  }

  return createResponder(answer)
}

const defaultDeadlineMs = 12_000

function checkOptions({ partner, authorize, onEvent, deadline = defaultDeadlineMs }: LoginHandlerOptions): void {
  // Hosts in JavaScript have no types, and without `authorize` anyone could log in as any agent.
  if (typeof authorize !== 'function') {
    throw new LoginError(
      'misconfigured',
      'createLoginHandler: authorize must be a function. It decides who may open what',
    )
  }
  if (typeof partner?.loginConversation !== 'function') {
    throw new LoginError('misconfigured', 'createLoginHandler: partner must be the result of createPartnerClient')
  }
  if (onEvent !== undefined && typeof onEvent !== 'function') {
    throw new LoginError('misconfigured', 'onEvent must be a function')
  }
  if (!isTimerDelay(deadline)) {
    const message = 'deadline must be a number of milliseconds greater than 0, at most 2,147,483,647'
    throw new LoginError('misconfigured', message)
  }
}

/** Express's types accept the handler without a listener around it. Without an error such a request would never be answered. */
function checkRequest(request: Request): void {
  if (typeof request?.headers?.get === 'function') return
  throw new TypeError(
    'The login handler takes a Request. For Express or node:http wrap it: createNodeListener(handler), from @conversation-frame/server/node',
  )
}

function foreignOrigin(refusal: string): LoginError {
  const detail = 'Requests from this origin are refused. See allowedOrigins and publicOrigin of the login handler'
  return new LoginError('forbidden', `A page of another origin sent the request: ${refusal}`, { detail })
}

/** The link as the contract has it. JSON omits an id that the vendor did not name. */
function bodyOf({ url, expiresInSeconds, conversationId, inboxId }: LoginLink): string {
  const body: Record<keyof LoginLinkBody, unknown> = { url, expiresInSeconds, conversationId, inboxId }
  return JSON.stringify(body)
}
