import { type LoginRequestBody, loginRequestBody } from '@conversation-frame/contract'
import { LoginError } from '../LoginError.js'
import { checkAgent } from '../partner/checkPartnerInput.js'
import { normaliseTarget } from '../target/normaliseTarget.js'
import { Forbidden } from './Forbidden.js'

/** What a host's `authorize` answers: as whom the browser's user may open the target. */
export interface Authorization {
  /** The host's own id of the signed-in user. Links are limited by it, and events name it. Never a text that the browser chose. */
  userId: string
  /**
   * The vendor's account: that of the agent. In the stock engine a link whose account is not the agent's opens the conversation of
   * the same number in another account.
   */
  accountId: number
  /**
   * The vendor's agent, as whom the user will be logged in. In the stock engine the link of an agent who is not confirmed yet ends at
   * `/app/auth/verify-email`.
   */
  agentId: number
  /** The subdomain of the server that hosts the account, like `online`. */
  server: string
  /**
   * Opened instead of what the browser asked for. Return your own record: without it, whatever you did not compare is opened as the
   * browser wrote it.
   */
  target?: LoginRequestBody
}

/**
 * Decides who is asking, and what they may open. Nobody checks its answer, so consider what an attacker tries, with an account of
 * their own and a changed request:
 *
 * - the number of somebody else's conversation: look the conversation up together with the user
 * - their own conversation with another customer's phone number or e-mail address, or the reverse: bind conversation *and* contact to
 *   the user, in one query
 * - an inbox in place of a conversation: it opens, or begins, a conversation with whatever contact is named
 * - a field left out: many query builders drop a condition whose value is `undefined`
 * - one conversation after the other, to learn which exist: throw `Forbidden` for those that are unknown, too
 * - no session, or one that has ended: look it up; a cookie that can be decoded is no proof
 *
 * @param asked what the browser wants to open: of the right form, and otherwise not to be believed
 * @returns as whom, and as `target` the record that was found; `null` when nobody is signed in
 * @throws Forbidden when this user may not open it
 *
 * @example
 * ```ts
 * async function authorize(request, asked) {
 *   const user = await sessions.find(request.headers.get('cookie'))
 *   if (!user) return null
 *   const { conversationId, phoneNumber } = asked
 *   const ticket = await tickets.findOne({ conversationId, phoneNumber, ownerId: user.id })
 *   if (!ticket) throw new Forbidden()
 *   const target = { conversationId: ticket.conversationId, phoneNumber: ticket.phoneNumber }
 *   return { userId: user.id, accountId: user.accountId, agentId: user.agentId, server: 'online', target }
 * }
 * ```
 */
export type Authorize = (
  request: Request,
  asked: LoginRequestBody,
) => Promise<Authorization | null> | Authorization | null

/** A host's decision, checked. */
export interface Permit extends Authorization {
  target: LoginRequestBody
}

/**
 * Asks the host, and believes only a complete answer: no answer is a refusal.
 *
 * @throws LoginError, or whatever `authorize` threw
 */
export async function authorizeTarget(
  authorize: Authorize,
  request: Request,
  asked: LoginRequestBody,
): Promise<Permit> {
  const answer = await ask(authorize, request, asked)
  if (!answer) throw new LoginError('unauthenticated', 'authorize found nobody signed in')
  if (typeof answer.userId !== 'string' || answer.userId === '') {
    throw new LoginError('internal_error', 'userId is not a text. Check what authorize returns')
  }
  checkAgent(answer)
  return { ...answer, target: answer.target === undefined ? asked : checkedTarget(answer.target) }
}

async function ask(authorize: Authorize, request: Request, asked: LoginRequestBody): Promise<Authorization | null> {
  try {
    return await authorize(request, asked)
  } catch (error) {
    if (error instanceof Forbidden) {
      throw new LoginError('forbidden', `authorize refused${error.message && `: ${error.message}`}`)
    }
    throw error
  }
}

function checkedTarget(target: LoginRequestBody): LoginRequestBody {
  const result = loginRequestBody.safeParse(target)
  if (result.success) return normaliseTarget(result.data)
  throw new LoginError('internal_error', 'The target that authorize returned does not fit the contract')
}
