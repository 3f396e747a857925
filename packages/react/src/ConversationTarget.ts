import { ConversationFrameError } from './ConversationFrameError.js'

/** What to open: a conversation or an inbox. When both are given, the conversation wins. */
type Place =
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

/** What to open. Never as whom: the login endpoint decides that by its own session. */
export type ConversationTarget = Place &
  Contact & {
    /** The contact's name. */
    name?: string | undefined
  }

/**
 * The target among other props. Only what the types promise is checked; the endpoint checks the rest. An empty contact, or a
 * `null` from a database, is one that is not there.
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
  const place = conversationId ?? inboxId
  if (!(Number.isInteger(place) && Number(place) > 0)) {
    throw new ConversationFrameError('invalid_request', 'conversationId or inboxId has to be a positive integer')
  }
  if (!phoneNumber && !email) throw new ConversationFrameError('invalid_request', 'phoneNumber or email is needed')
  return {
    conversationId: conversationId ?? undefined,
    inboxId: inboxId ?? undefined,
    phoneNumber: phoneNumber || undefined,
    email: email || undefined,
    name: name || undefined,
  } as ConversationTarget
}
