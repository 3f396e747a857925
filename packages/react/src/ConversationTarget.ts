import { loginRequestBody } from '@conversation-frame/contract'
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

/** The target among other props, checked. Throws `invalid_request`. */
export function pickTarget({
  conversationId,
  inboxId,
  phoneNumber,
  email,
  name,
}: ConversationTarget): ConversationTarget {
  const { data, error } = loginRequestBody.safeParse({ conversationId, inboxId, phoneNumber, email, name })
  if (!data) {
    throw new ConversationFrameError(
      'invalid_request',
      `The target is not complete: ${error.issues.map(({ path, message }) => [...path, message].join(': ')).join('; ')}.`,
    )
  }
  return data as ConversationTarget
}
