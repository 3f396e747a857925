import type { Conversation } from '../createDirectory.js'
import type { Session } from '../createSessions.js'
import type { Vendor } from '../createVendor.js'

/** The conversation in a URL, if it belongs to the signed-in agent's account. */
export function findConversation(
  vendor: Vendor,
  session: Session,
  { account, id }: { account?: string; id?: string },
): Conversation | undefined {
  if (Number(account) !== session.accountId) return undefined
  return vendor.directory.account(session.accountId)?.conversations.find((candidate) => candidate.id === Number(id))
}
