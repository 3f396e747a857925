import { type LoginRequestBody, loginRequestBody } from '@conversation-frame/contract'
import { checkAgent } from './checkPartnerInput.js'
import { Forbidden } from './Forbidden.js'
import { LoginError } from './LoginError.js'
import { normaliseTarget } from './normaliseTarget.js'

/** What a host's `authorize` answers: as whom the browser's user may open the target. */
export interface Authorization {
  /** The host's own id of the signed-in user. Links are limited by it, and events name it. */
  userId: string
  /** The vendor's account. */
  accountId: number
  /** The vendor's agent, as whom the user will be logged in. */
  agentId: number
  /** The subdomain of the server that hosts the account, like `online`. */
  server: string
  /** Opened instead of what the browser asked for. */
  target?: LoginRequestBody
}

/** Decides who is asking, and what they may open. */
export type Authorize = (
  request: Request,
  target: LoginRequestBody,
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
