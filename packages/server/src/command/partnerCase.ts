import type { PartnerClientOptions } from '../createPartnerClient.js'
import type { ConversationLogin } from '../PartnerClient.js'
import { type Environment, type Flags, idOf, UsageError } from './readFlags.js'

/** What to open and how to reach the vendor, from flags and environment; all that is missing is named at once. */
export function partnerCase(
  flags: Flags,
  env: Environment,
): { partner: PartnerClientOptions; login: ConversationLogin } {
  const clientId = env.PARTNER_CLIENT_ID ?? ''
  const clientSecret = env.PARTNER_CLIENT_SECRET ?? ''
  const accountId = idOf('--account', flags.account ?? env.PARTNER_ACCOUNT_ID)
  const agentId = idOf('--agent', flags.agent ?? env.PARTNER_AGENT_ID)
  const missing = [
    clientId === '' && 'PARTNER_CLIENT_ID',
    clientSecret === '' && 'PARTNER_CLIENT_SECRET',
    accountId === undefined && '--account (or PARTNER_ACCOUNT_ID)',
    agentId === undefined && '--agent (or PARTNER_AGENT_ID)',
  ].filter((name) => name !== false)
  if (accountId === undefined || agentId === undefined || missing.length > 0) {
    throw new UsageError(`Missing: ${missing.join(', ')}`)
  }
  const baseUrl = flags['base-url'] ?? env.PARTNER_BASE_URL
  const loginOrigins = flags['login-origin'] ?? env.PARTNER_LOGIN_ORIGINS?.split(',').map((origin) => origin.trim())
  const server = flags.server ?? env.PARTNER_SERVER ?? 'online'
  return {
    partner: {
      clientId,
      clientSecret,
      ...(baseUrl === undefined ? {} : { baseUrl }),
      ...(loginOrigins === undefined ? {} : { loginOrigins }),
    },
    login: { accountId, agentId, server, ...targetOf(flags) },
  }
}

/** The target that the flags name, if they name one. @throws UsageError for half of one. */
export function targetOf(flags: Flags) {
  const conversationId = idOf('--conversation', flags.conversation)
  const inboxId = idOf('--inbox', flags.inbox)
  const hasId = conversationId !== undefined || inboxId !== undefined
  const hasContact = flags.phone !== undefined || flags.email !== undefined
  if (hasId !== hasContact) {
    throw new UsageError('A target needs --conversation or --inbox, and --phone or --email')
  }
  if (!hasId) return undefined
  const { phone: phoneNumber, email, name } = flags
  return { conversationId, inboxId, phoneNumber, email, name }
}
