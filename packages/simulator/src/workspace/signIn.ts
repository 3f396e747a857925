import type { Session } from '../createSessions.js'
import type { Vendor } from '../createVendor.js'
import { conversationPath } from './conversationList.js'
import { sessionSeconds } from './sessionCookie.js'

/**
 * `POST /auth/sign_in`, by link (`email`, `sso_auth_token`) or by form (`email`, `password`). The throttle runs before
 * both: an attempt that it refuses does not spend a link.
 */
export async function signIn(vendor: Vendor, request: Request, ip: string): Promise<Response> {
  const { email, sso_auth_token: token, password } = await readFields(request)
  const wait = throttled(vendor, ip, email)
  if (typeof token !== 'string') return wait > 0 ? tooMany(wait) : signInByForm(vendor, email, password)
  const redemption = vendor.links.redeem(token, email, wait > 0)
  if (wait > 0) return tooMany(wait)
  if ('refused' in redemption) return refused()
  const { accountId, agentId, conversationId } = redemption.grant
  const session = vendor.sessions.open(accountId, agentId)
  return welcome(session, conversationId)
}

/** Milliseconds to wait; 0 accepts the attempt and counts it. */
function throttled(vendor: Vendor, ip: string, email: string): number {
  const limits = vendor.faults.setting('throttle')
  if (!limits) return 0
  const keys = { ip: `ip ${ip}`, email: `email ${email.toLowerCase()}` }
  const wait = Math.max(vendor.throttle.wait(keys.ip, limits.perIp), vendor.throttle.wait(keys.email, limits.perEmail))
  if (wait === 0) for (const key of Object.values(keys)) vendor.throttle.count(key)
  return wait
}

function signInByForm(vendor: Vendor, email: string, password: unknown): Response {
  const found = vendor.directory.agentByEmail(email)
  const isRight = found?.agent.password !== undefined && found.agent.password === password && !found.account.suspended
  return isRight ? welcome(vendor.sessions.open(found.account.id, found.agent.id)) : refused()
}

function welcome(session: Session, conversationId?: number): Response {
  const { accountId } = session
  const redirect =
    conversationId === undefined
      ? `/app/accounts/${accountId}/dashboard`
      : conversationPath({ accountId, id: conversationId })
  return Response.json({ session: session.id, seconds: sessionSeconds, redirect }, noStore)
}

function refused(): Response {
  return Response.json({ success: false, errors: ['Invalid login credentials'] }, { status: 401, ...noStore })
}

function tooMany(wait: number): Response {
  const headers = { ...noStore.headers, 'retry-after': String(Math.ceil(wait / 1000)) }
  return new Response('Retry later\n', { status: 429, headers })
}

const noStore = { headers: { 'cache-control': 'no-store' } }

async function readFields(request: Request): Promise<{ email: string; sso_auth_token?: unknown; password?: unknown }> {
  try {
    const body: unknown = JSON.parse(await request.text())
    if (typeof body !== 'object' || body === null) return { email: '' }
    const fields: Record<string, unknown> = { ...body }
    return { ...fields, email: typeof fields.email === 'string' ? fields.email : '' }
  } catch {
    return { email: '' }
  }
}
