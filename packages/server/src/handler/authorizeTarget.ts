import { type LoginRequestBody, loginRequestBody } from '@conversation-frame/contract'
import { LoginError } from '../LoginError.js'
import { CheckedLogin } from '../partner/CheckedLogin.js'
import { type NormalisedTarget, normaliseTarget } from '../target/normaliseTarget.js'
import { Forbidden } from './Forbidden.js'

/** What a host's `authorize` returns: as which agent the user may open the target. */
export interface Authorization {
  /**
   * The host's own id of the signed-in user: the key of the limit, and part of events. Never use a string that the browser chose.
   */
  userId: string
  /**
   * The vendor's account: the one that the agent belongs to. In the stock engine a link with another account opens the conversation
   * of the same number in that account.
   */
  accountId: number
  /**
   * The vendor's agent to log in as. In the stock engine the link of an agent who has not confirmed their address ends at
   * `/app/auth/verify-email`.
   */
  agentId: number
  /** The subdomain of the server that hosts the account, like `online`. */
  server: string
  /**
   * Opened instead of the target that the browser sent. Return your own record: without it, every field that you did not compare is opened
   * as the browser sent it.
   */
  target?: LoginRequestBody
}

/**
 * Decides who the user is and what they may open. Nothing else checks its answer, so consider these attacks, with an account of
 * the attacker's own and a changed request:
 *
 * - the number of another user's conversation: look the conversation up together with the user
 * - their own conversation with another customer's phone number or e-mail address, or the reverse: bind conversation *and* contact to
 *   the user, in one query
 * - an inbox instead of a conversation: it opens, or starts, a conversation with any contact that is named
 * - an omitted field: many query builders drop a condition whose value is `undefined`
 * - one conversation after the other, to learn which exist: throw `Forbidden` for those that do not exist, too
 * - no session, or one that has ended: look it up; a cookie that can be decoded proves nothing
 *
 * @param asked what the browser wants to open: it matches the contract, but it is not trusted
 * @returns the agent, and the record that was found as `target`; `null` if no user is signed in
 * @throws Forbidden if this user may not open it
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

/** A complete decision: the user, and the login to mint a link for. */
export interface AuthorizedLogin {
  userId: string
  login: CheckedLogin
}

/**
 * Calls the host's `authorize`, and accepts only a complete answer: no answer is a refusal.
 *
 * @throws LoginError, or whatever `authorize` threw
 */
export async function authorizeTarget(
  authorize: Authorize,
  request: Request,
  asked: NormalisedTarget,
): Promise<AuthorizedLogin> {
  const answer = await callAuthorize(authorize, request, asked)
  if (!answer) throw new LoginError('unauthenticated', 'authorize found no signed-in user')
  const { userId, target } = answer
  if (typeof userId !== 'string' || userId === '') {
    throw new LoginError('internal_error', 'userId must be a non-empty string. Check what authorize returns')
  }
  return { userId, login: new CheckedLogin(answer, target === undefined ? asked : checkTarget(target)) }
}

async function callAuthorize(
  authorize: Authorize,
  request: Request,
  asked: LoginRequestBody,
): Promise<Authorization | null> {
  try {
    return await authorize(request, asked)
  } catch (error) {
    if (error instanceof Forbidden) {
      throw new LoginError('forbidden', `authorize refused${error.message && `: ${error.message}`}`)
    }
    throw error
  }
}

function checkTarget(target: LoginRequestBody): NormalisedTarget {
  const result = loginRequestBody.safeParse(target)
  if (result.success) return normaliseTarget(result.data)
  throw new LoginError('internal_error', 'The target that authorize returned does not match the contract')
}
