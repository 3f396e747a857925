import { LoginError } from '../LoginError.js'
import { type NormalisedTarget, normaliseTarget } from '../target/normaliseTarget.js'
import { isServerName } from './createLoginOriginCheck.js'
import type { AgentLogin, ConversationLogin } from './PartnerClient.js'

/**
 * A login with a valid agent and a normalised target. Each value is checked once, where it enters: the handler passes the login
 * that it checked to the partner client, which accepts it as it is.
 */
export class CheckedLogin implements ConversationLogin {
  readonly accountId: number
  readonly agentId: number
  readonly server: string
  readonly conversationId: number | undefined
  readonly inboxId: number | undefined
  readonly phoneNumber: string | undefined
  readonly email: string | undefined
  readonly name: string | undefined

  /** @throws LoginError if the agent's ids or server are invalid */
  constructor(agent: AgentLogin, target?: NormalisedTarget) {
    checkAgent(agent)
    this.accountId = agent.accountId
    this.agentId = agent.agentId
    this.server = agent.server
    this.conversationId = target?.conversationId
    this.inboxId = target?.inboxId
    this.phoneNumber = target?.phoneNumber
    this.email = target?.email
    this.name = target?.name
  }
}

/** Checks what a caller of `loginConversation` passes. @throws LoginError */
export function checkLogin(login: ConversationLogin): CheckedLogin {
  if (login instanceof CheckedLogin) return login
  const { conversationId, inboxId, phoneNumber, email, name } = login
  const target = normaliseTarget({ conversationId, inboxId, phoneNumber, email, name })
  if (!isId(conversationId ?? inboxId) || !(target.phoneNumber ?? target.email)) {
    const detail = 'A conversationId or an inboxId is required, and a phoneNumber or an email'
    throw new LoginError('invalid_request', detail, { detail })
  }
  return new CheckedLogin(login, target)
}

/** Types prevent most mistakes, but not what came out of a database. */
function checkAgent({ accountId, agentId, server }: AgentLogin): void {
  if (!isId(accountId)) throw invalid('accountId', 'a positive integer')
  if (!isId(agentId)) throw invalid('agentId', 'a positive integer')
  if (!isServerName(server)) throw invalid('server', 'a subdomain like "online"')
}

function isId(id: unknown): boolean {
  return Number.isSafeInteger(id) && Number(id) > 0
}

function invalid(field: string, expected: string): LoginError {
  return new LoginError('internal_error', `${field} must be ${expected}. Check what authorize returns`)
}
