import { createPartnerClient } from '../createPartnerClient.js'
import { type Check, formatChecks, isHealthy } from '../doctor/Check.js'
import type { SessionCookie } from '../doctor/cookieFate.js'
import { examineEndpoint } from '../doctor/examineEndpoint.js'
import { examineVendor } from '../doctor/examineVendor.js'
import { LoginError } from '../LoginError.js'
import { partnerCase, targetOf } from './partnerCase.js'
import { type Environment, type Flags, readFlags, UsageError, urlOf, usage } from './readFlags.js'

/** What a command may use of the world. */
export interface CommandContext {
  env: Environment
  fetch: typeof fetch
  /** Writes a line for whoever asked, and a line about how it went. */
  print: (line: string) => void
  warn: (line: string) => void
  version: string
}

/** Runs the command. @returns its exit code: 0 nothing failed, 1 something failed, 2 used wrongly */
export async function runCommand(args: string[], context: CommandContext): Promise<0 | 1 | 2> {
  try {
    const { values, command } = readFlags(args)
    if (values.version) return say(context, context.version)
    if (values.help || command === '') return say(context, usage)
    if (command === 'doctor') return await doctor(values, context)
    if (command === 'mint') return await mint(values, context)
    throw new UsageError(`There is no command ${JSON.stringify(command)}`)
  } catch (error) {
    if (!(error instanceof UsageError) && !(error instanceof LoginError)) throw error
    context.warn(error.message)
    if (error instanceof LoginError) return 1
    context.warn('Run conversation-frame --help to see how it is used.')
    return 2
  }
}

function say({ print }: CommandContext, text: string): 0 {
  print(text.trimEnd())
  return 0
}

async function doctor(flags: Flags, context: CommandContext): Promise<0 | 1> {
  const checks =
    flags.endpoint === undefined ? await vendorChecks(flags, context) : await endpointChecks(flags, context)
  const healthy = isHealthy(checks)
  context.print(flags.json ? JSON.stringify({ ok: healthy, checks }, null, 2) : formatChecks(checks))
  return healthy ? 0 : 1
}

function vendorChecks(flags: Flags, { env, fetch }: CommandContext): Promise<Check[]> {
  return examineVendor({
    ...partnerCase(flags, env),
    dashboard: urlOf('--dashboard', flags.dashboard),
    sessionCookie: sessionCookieOf(flags['session-cookie']),
    redeem: flags.redeem ?? false,
    fetch,
  })
}

function endpointChecks(flags: Flags, { fetch }: CommandContext): Promise<Check[]> {
  const url = urlOf('--endpoint', flags.endpoint)
  if (!url) throw new UsageError('--endpoint needs an address')
  const pairs = (flags.header ?? []).map((line): [string, string] => {
    const colon = line.indexOf(':')
    if (colon < 1) throw new UsageError('--header must be written like "Cookie: session=…"')
    return [line.slice(0, colon).trim(), line.slice(colon + 1).trim()]
  })
  return examineEndpoint({ url, headers: Object.fromEntries(pairs), target: targetOf(flags), fetch })
}

function sessionCookieOf(text: string | undefined): SessionCookie | undefined {
  if (text === undefined || text === 'lax' || text === 'none' || text === 'partitioned') return text
  throw new UsageError(`--session-cookie must be lax, none or partitioned, not ${JSON.stringify(text)}`)
}

async function mint(flags: Flags, { env, fetch, print, warn }: CommandContext): Promise<0> {
  const { partner, login } = partnerCase(flags, env)
  const client = createPartnerClient({ ...partner, fetch })
  const link = await (targetOf(flags) ? client.loginConversation(login) : client.loginAgent(login))
  const { url, expiresInSeconds, conversationId, inboxId } = link
  print(flags.json ? JSON.stringify({ url, expiresInSeconds, conversationId, inboxId }) : url)
  warn(`Open it once, within ${expiresInSeconds} s. Whoever opens it is agent ${login.agentId}.`)
  return 0
}
