import { LoginError } from '../LoginError.js'
import type { CheckedLogin } from './CheckedLogin.js'
import type { VendorAnswer } from './createVendorCall.js'
import { ForeignLoginOrigin } from './ForeignLoginOrigin.js'
import { LoginLink } from './LoginLink.js'
import { isOk, vendorFailure } from './vendorFailure.js'

/** A link's lifetime, counted by the vendor from minting. */
const lifetimeSeconds = 300

/** The fields of a login that the vendor's answer is compared with. */
export type RequestedLogin = Pick<CheckedLogin, 'accountId' | 'agentId' | 'server'> &
  Partial<Pick<CheckedLogin, 'conversationId' | 'inboxId'>>

interface Checks {
  now: () => number
  isAllowed: (url: URL, server: string) => boolean
}

/**
 * Reads the link from the vendor's answer.
 *
 * @throws LoginError if there is no link, or if it must not be opened: it leads elsewhere, or belongs to another agent.
 */
export function loginLinkOf(answer: VendorAnswer, requested: RequestedLogin, { now, isAllowed }: Checks): LoginLink {
  const { body, sentAt } = answer
  if (!body || !isOk(body)) throw vendorFailure(answer)
  if (differs(body.accountID, requested.accountId) || differs(body.agentID, requested.agentId)) {
    throw new LoginError('vendor_unavailable', 'The vendor returned a link for another account or agent')
  }
  const other = otherTarget(body, requested)
  if (other) {
    const message = `The vendor returned a link to a different ${other} from the one requested. Contact the vendor`
    throw new LoginError('misconfigured', message)
  }
  const url = urlOf(body.login)
  if (!url) throw new LoginError('vendor_unavailable', 'The vendor answered OK, but without a usable login URL')
  if (!isAllowed(url, requested.server)) throw new ForeignLoginOrigin(shownOrigin(url))
  // The vendor counts from the moment it makes the link: at the earliest when the call was sent.
  const expiresInSeconds = Math.floor(lifetimeSeconds - Math.max(0, now() - sentAt) / 1_000)
  if (expiresInSeconds <= 0) throw new LoginError('vendor_unavailable', 'The link expired before it arrived')
  const conversationId = idOf(body.conversation_id)
  const inboxId = idOf(body.inbox_id)
  return new LoginLink(url.href, expiresInSeconds, {
    ...(conversationId === undefined ? {} : { conversationId }),
    ...(inboxId === undefined ? {} : { inboxId }),
  })
}

/** What the link opens instead of the requested target. The vendor ignores an inbox that is sent with a conversation. */
function otherTarget(body: Record<string, unknown>, { conversationId, inboxId }: RequestedLogin) {
  if (conversationId !== undefined) return differs(body.conversation_id, conversationId) ? 'conversation' : undefined
  return inboxId !== undefined && differs(body.inbox_id, inboxId) ? 'inbox' : undefined
}

/** An origin is not a secret, but a `data:` or `javascript:` URL has none to show. */
function shownOrigin(url: URL): string {
  return url.origin === 'null' ? `a ${url.protocol} URL` : url.origin
}

/**
 * A literal `\u0026` or `&amp;` means that the vendor encoded the URL once too often: opening it would spend the link and
 * fail.
 */
function urlOf(login: unknown): URL | undefined {
  if (typeof login !== 'string' || /\\u0026|&amp;/.test(login)) return undefined
  try {
    return new URL(login)
  } catch {
    return undefined
  }
}

/** Whether the answer names an id other than the requested one. Ids come as numbers and as strings. */
function differs(answered: unknown, requested: number): boolean {
  return answered !== undefined && answered !== null && idOf(answered) !== requested
}

function idOf(value: unknown): number | undefined {
  const id = typeof value === 'string' && /^\d{1,15}$/.test(value.trim()) ? Number(value) : value
  return typeof id === 'number' && Number.isSafeInteger(id) && id > 0 ? id : undefined
}
