import type { Account, Conversation } from '../createDirectory.js'
import type { LoginLinkGrant } from '../createLoginLinks.js'
import type { Vendor } from '../createVendor.js'
import type { Fault } from '../faults/Fault.js'
import type { LedgerTarget } from '../ledger/Ledger.js'
import { decideLogin, decidePlace, isKnown, type PlaceTarget } from './decideLogin.js'
import type { PartnerBody } from './partnerResponse.js'

/** The calls that return a login URL. */
export type LoginEndpoint = 'loginConversation' | 'loginAgent'

/** `POST /api/online/loginConversation` and `/loginAgent`, after the bearer token is accepted. */
export function answerLogin(
  vendor: Vendor,
  endpoint: LoginEndpoint,
  body: Record<string, unknown>,
  fault: Fault | undefined,
): PartnerBody {
  const login = decideLogin(body, vendor.directory)
  if ('reason' in login) return { status: 'FAIL', reason: login.reason }
  const { account, agent } = login
  const place = endpoint === 'loginConversation' ? decidePlace(body, account) : undefined
  if (place && 'reason' in place) return { status: 'FAIL', reason: place.reason }
  const conversation = place && findOrStart(vendor, account, place)
  const grant: LoginLinkGrant = {
    endpoint,
    accountId: account.id,
    agentId: agent.id,
    email: agent.email,
    server: account.server,
    target: describeTarget(body, conversation),
    ...(conversation && { conversationId: conversation.id }),
  }
  const token = fault?.login === 'repeated' ? vendor.links.repeat(grant) : vendor.links.mint(grant)
  const url = loginUrl(vendor.origins.workspace(account.server), grant, token)
  return {
    status: 'OK',
    accountID: account.id,
    agentID: agent.id,
    server: account.server,
    inbox_id: conversation?.inboxId,
    conversation_id: conversation?.id,
    login: logins[fault?.login ?? 'documented'](url),
  }
}

/** Creates an unknown contact for an inbox, and a conversation for a known contact without one there. */
function findOrStart(vendor: Vendor, account: Account, place: PlaceTarget): Conversation {
  if ('conversation' in place) return place.conversation
  const { inbox, contact } = place
  const known = isKnown(contact) ? contact : vendor.directory.addContact(account, contact)
  return vendor.directory.openConversation(account, inbox.id, known)
}

function describeTarget(body: Record<string, unknown>, conversation: { id: number; inboxId: number } | undefined) {
  if (!conversation) return {}
  const target: LedgerTarget = { conversationId: conversation.id, inboxId: conversation.inboxId }
  if (typeof body.phone_number === 'string') target.phoneNumber = body.phone_number
  if (typeof body.email === 'string') target.email = body.email
  if (typeof body.name === 'string') target.name = body.name
  return target
}

/** The query parameters have the engine's names. */
function loginUrl(origin: string, { email, accountId, conversationId }: LoginLinkGrant, token: string): string {
  const url = new URL('/app/login', origin)
  url.searchParams.set('email', email)
  url.searchParams.set('sso_auth_token', token)
  url.searchParams.set('sso_account_id', String(accountId))
  if (conversationId !== undefined) url.searchParams.set('sso_conversation_id', String(conversationId))
  return url.href
}

const logins: Record<NonNullable<Fault['login']> | 'documented', (login: string) => string | undefined> = {
  documented: (login) => login,
  foreign: (login) => login.replace(new URL(login).origin, 'https://login.attacker.example'),
  escaped: (login) => login.replaceAll('&', '\\u0026'),
  relative: (login) => login.replace(new URL(login).origin, ''),
  missing: () => undefined,
  repeated: (login) => login,
}
