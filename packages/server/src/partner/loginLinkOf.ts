import { LoginError } from '../LoginError.js'
import type { VendorAnswer } from './createVendorCall.js'
import { ForeignLoginOrigin } from './ForeignLoginOrigin.js'
import { LoginLink } from './LoginLink.js'
import type { AgentLogin } from './PartnerClient.js'
import { isOk, vendorFailure } from './vendorFailure.js'

/** Seconds that a link lives, counted by the vendor from minting. */
const linkLife = 300

/** What was asked for, and as whom. */
export interface Wanted extends AgentLogin {
  conversationId?: number | undefined
  inboxId?: number | undefined
}

interface Checks {
  now: () => number
  isAllowed: (url: URL, server: string) => boolean
}

/**
 * Reads the link out of the vendor's answer.
 *
 * @throws LoginError when there is none, or when it must not be opened: it leads elsewhere, or is somebody else's.
 */
export function loginLinkOf(answer: VendorAnswer, wanted: Wanted, { now, isAllowed }: Checks): LoginLink {
  const { body, sentAt } = answer
  if (!body || !isOk(body)) throw vendorFailure(answer)
  if (isOther(body.accountID, wanted.accountId) || isOther(body.agentID, wanted.agentId)) {
    throw new LoginError('vendor_unavailable', 'The vendor answered with a link for another account or agent')
  }
  const other = otherTarget(body, wanted)
  if (other) {
    const message = `The vendor answered with a link into another ${other} than was asked for. Ask the vendor`
    throw new LoginError('misconfigured', message)
  }
  const url = urlOf(body.login)
  if (!url) throw new LoginError('vendor_unavailable', 'The vendor answered OK, but without a usable login URL')
  if (!isAllowed(url, wanted.server)) {
    throw new ForeignLoginOrigin(shown(url))
  }
  // The vendor starts counting when it makes the link: at the earliest when the call was sent.
  const expiresInSeconds = Math.floor(linkLife - Math.max(0, now() - sentAt) / 1_000)
  if (expiresInSeconds <= 0) throw new LoginError('vendor_unavailable', 'The link expired before it arrived')
  const conversationId = idOf(body.conversation_id)
  const inboxId = idOf(body.inbox_id)
  return new LoginLink(url.href, expiresInSeconds, {
    ...(conversationId === undefined ? {} : { conversationId }),
    ...(inboxId === undefined ? {} : { inboxId }),
  })
}

/** What the link opens in place of what was asked for. The vendor ignores an inbox that is sent along with a conversation. */
function otherTarget(body: Record<string, unknown>, { conversationId, inboxId }: Wanted) {
  if (conversationId !== undefined) return isOther(body.conversation_id, conversationId) ? 'conversation' : undefined
  return inboxId !== undefined && isOther(body.inbox_id, inboxId) ? 'inbox' : undefined
}

/** An origin is no secret, but a `data:` or `javascript:` address has none that is fit to be shown. */
function shown(url: URL): string {
  return url.origin === 'null' ? `a ${url.protocol} address` : url.origin
}

/**
 * A literal `\u0026` or `&amp;` means that the vendor encoded the address once too often: it would open, spend the link
 * and fail.
 */
function urlOf(login: unknown): URL | undefined {
  if (typeof login !== 'string' || /\\u0026|&amp;/.test(login)) return undefined
  try {
    return new URL(login)
  } catch {
    return undefined
  }
}

/** Whether an id is there and is not the one that was asked for. Ids come as numbers and as text. */
function isOther(echoed: unknown, asked: number): boolean {
  return echoed !== undefined && echoed !== null && idOf(echoed) !== asked
}

function idOf(value: unknown): number | undefined {
  const id = typeof value === 'string' && /^\d{1,15}$/.test(value.trim()) ? Number(value) : value
  return typeof id === 'number' && Number.isSafeInteger(id) && id > 0 ? id : undefined
}
