import { baseUrlAdvice, safeBaseUrl } from '../partner/checkPartnerOptions.js'
import { isLoginOrigin, isServerName, loginOriginAdvice } from '../partner/createLoginOriginCheck.js'
import type { PartnerClientOptions } from '../partner/createPartnerClient.js'
import type { ConversationLogin } from '../partner/PartnerClient.js'
import type { Environment } from './CommandContext.js'
import type { Flags } from './readFlags.js'
import { idOf, readSetting } from './readSetting.js'
import { UsageError } from './UsageError.js'

/** What to open and how to reach the vendor, from flags and environment. Its error names everything that is missing. */
export function readPartnerSettings(
  flags: Flags,
  env: Environment,
): { partner: PartnerClientOptions; login: ConversationLogin } {
  const clientId = env.PARTNER_CLIENT_ID ?? ''
  const clientSecret = env.PARTNER_CLIENT_SECRET ?? ''
  const accountId = idOf(readSetting(flags, 'account', env, 'PARTNER_ACCOUNT_ID'))
  const agentId = idOf(readSetting(flags, 'agent', env, 'PARTNER_AGENT_ID'))
  const missing = [
    clientId.trim() === '' && 'PARTNER_CLIENT_ID',
    clientSecret.trim() === '' && 'PARTNER_CLIENT_SECRET',
    accountId === undefined && '--account (or PARTNER_ACCOUNT_ID)',
    agentId === undefined && '--agent (or PARTNER_AGENT_ID)',
  ].filter((name) => name !== false)
  if (accountId === undefined || agentId === undefined || missing.length > 0) {
    throw new UsageError(`Missing: ${missing.join(', ')}`)
  }
  return {
    partner: { clientId, clientSecret, ...baseUrlOf(flags, env), ...loginOriginsOf(flags, env) },
    login: { accountId, agentId, server: serverOf(flags, env), ...targetOf(flags) },
  }
}

function baseUrlOf(flags: Flags, env: Environment): Pick<PartnerClientOptions, 'baseUrl'> {
  const setting = readSetting(flags, 'base-url', env, 'PARTNER_BASE_URL')
  if (!setting) return {}
  // Not quoted, because it may contain a password.
  if (safeBaseUrl(setting.text) === undefined) throw new UsageError(`${setting.source} must be ${baseUrlAdvice}`)
  return { baseUrl: setting.text }
}

function loginOriginsOf(flags: Flags, env: Environment): Pick<PartnerClientOptions, 'loginOrigins'> {
  const variable = env.PARTNER_LOGIN_ORIGINS?.trim() || undefined
  const loginOrigins = flags['login-origin'] ?? variable?.split(',').map((origin) => origin.trim())
  if (!loginOrigins) return {}
  const wrong = loginOrigins.find((origin) => !isLoginOrigin(origin))
  if (wrong === undefined) return { loginOrigins }
  const [source, many] = flags['login-origin']
    ? ['--login-origin', '; repeat the flag for several']
    : ['PARTNER_LOGIN_ORIGINS', '; separate several with commas']
  throw new UsageError(`${source}: ${JSON.stringify(wrong)} is not a safe origin. ${loginOriginAdvice}${many}`)
}

function serverOf(flags: Flags, env: Environment): string {
  const { text, source } = readSetting(flags, 'server', env, 'PARTNER_SERVER') ?? { text: 'online', source: '' }
  if (isServerName(text)) return text
  throw new UsageError(`${source} must be a subdomain like online, not ${JSON.stringify(text)}`)
}

/** The target of the flags, if they have one. @throws UsageError if it is incomplete */
export function targetOf(flags: Flags) {
  const conversationId = idOf(targetId(flags, 'conversation'))
  const inboxId = idOf(targetId(flags, 'inbox'))
  const hasId = conversationId !== undefined || inboxId !== undefined
  const hasContact = flags.phone !== undefined || flags.email !== undefined
  if (hasId !== hasContact || (flags.name !== undefined && !hasId)) {
    throw new UsageError('A target needs --conversation or --inbox, and --phone or --email')
  }
  if (!hasId) return undefined
  const { phone: phoneNumber, email, name } = flags
  return { conversationId, inboxId, phoneNumber, email, name }
}

function targetId(flags: Flags, name: 'conversation' | 'inbox') {
  const text = flags[name]
  return text === undefined ? undefined : { text, source: `--${name}` }
}
