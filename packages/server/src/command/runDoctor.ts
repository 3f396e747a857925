import { type Check, countChecks, formatChecks, isHealthy } from '../doctor/Check.js'
import type { SessionCookie } from '../doctor/cookieSupport.js'
import { examineEndpoint } from '../doctor/examineEndpoint.js'
import { examineVendor } from '../doctor/examineVendor.js'
import { isLoopback } from '../partner/createLoginOriginCheck.js'
import { printable } from '../printable.js'
import type { CommandContext } from './CommandContext.js'
import { checkFlags, type Flags } from './readFlags.js'
import { readPartnerSettings, targetOf } from './readPartnerSettings.js'
import { urlOf } from './readSetting.js'
import { UsageError } from './UsageError.js'

/** Checks a deployment, or a login endpoint. */
export async function runDoctor(flags: Flags, context: CommandContext): Promise<0 | 1> {
  const endpoint = urlOf('--endpoint', flags.endpoint)
  const found = endpoint ? await endpointChecks(endpoint, flags, context) : await vendorChecks(flags, context)
  const checks = found.map(printableCheck)
  const ok = isHealthy(checks)
  const report = { ok, counts: countChecks(checks), checks }
  context.print(flags.json ? JSON.stringify(report, null, 2) : formatChecks(checks))
  return ok ? 0 : 1
}

/** A finding may quote an answer, which must not move the cursor or forge a line. */
function printableCheck({ finding, advice, ...check }: Check): Check {
  return { ...check, finding: printable(finding), ...(advice !== undefined && { advice: printable(advice) }) }
}

function vendorChecks(flags: Flags, { env, fetch }: CommandContext): Promise<Check[]> {
  checkFlags('doctor', flags)
  return examineVendor({
    ...readPartnerSettings(flags, env),
    dashboard: urlOf('--dashboard', flags.dashboard),
    sessionCookie: sessionCookieOf(flags['session-cookie']),
    redeem: flags.redeem ?? false,
    fetch,
  })
}

function endpointChecks(url: URL, flags: Flags, { fetch }: CommandContext): Promise<Check[]> {
  checkFlags('doctor --endpoint', flags)
  const headers = Object.fromEntries((flags.header ?? []).map(headerOf))
  // It contains a session. Anyone on the way could read it and use the session.
  if (flags.header && url.protocol === 'http:' && !isLoopback(url.hostname)) {
    throw new UsageError('--header is not sent over plain http: to another machine. Use an https: URL in --endpoint')
  }
  return examineEndpoint({ url, headers, target: targetOf(flags), fetch })
}

function headerOf(line: string): [string, string] {
  const colon = line.indexOf(':')
  const pair: [string, string] = [line.slice(0, Math.max(colon, 0)).trim(), line.slice(colon + 1).trim()]
  try {
    new Headers([pair])
    return pair
  } catch {
    // Not quoted, because its value is a session.
    throw new UsageError('--header must be written like "Cookie: session=…"')
  }
}

function sessionCookieOf(text: string | undefined): SessionCookie | undefined {
  if (text === undefined || text === 'lax' || text === 'none' || text === 'partitioned') return text
  throw new UsageError(`--session-cookie must be lax, none or partitioned, not ${JSON.stringify(text)}`)
}
