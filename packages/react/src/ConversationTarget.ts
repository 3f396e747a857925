import { ConversationFrameError } from './ConversationFrameError.js'

/** What to open: a conversation or an inbox. When both are given, the conversation wins. */
type Subject =
  | {
      /** The conversation to open: a positive integer. */
      conversationId: number
      /** The inbox to open, or to start a conversation in: a positive integer. Ignored beside a `conversationId`. */
      inboxId?: number | undefined
    }
  | { conversationId?: undefined; inboxId: number }

/** With whom: the contact's phone number or e-mail address, or both. */
type Contact =
  | {
      /** The contact's phone number, as people write it. */
      phoneNumber: string
      /** The contact's e-mail address. */
      email?: string | undefined
    }
  | { phoneNumber?: string | undefined; email: string }

/** What to open. As which agent is for the login endpoint to decide, by its own session. */
export type ConversationTarget = Subject &
  Contact & {
    /** The contact's name. */
    name?: string | undefined
  }

/**
 * Picks the target out of other props. It checks what the types promise; the endpoint checks the rest. An empty contact or a
 * `null` from a database counts as left out.
 *
 * @throws ConversationFrameError `invalid_request`
 */
export function pickTarget({
  conversationId,
  inboxId,
  phoneNumber,
  email,
  name,
}: ConversationTarget): ConversationTarget {
  const id = conversationId ?? inboxId
  if (!(Number.isInteger(id) && Number(id) > 0))
    throw new ConversationFrameError('invalid_request', 'conversationId or inboxId must be a positive integer')
  if (!phoneNumber && !email) throw new ConversationFrameError('invalid_request', 'phoneNumber or email is required')
  return {
    conversationId: conversationId ?? undefined,
    inboxId: inboxId ?? undefined,
    phoneNumber: phoneNumber || undefined,
    email: email || undefined,
    name: name || undefined,
  } as ConversationTarget
}
