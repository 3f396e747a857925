import type { ConversationTarget } from '@conversation-frame/react'
import type { ContactBody } from '../../DashboardApi.js'

/** The frame's target for a contact. The backend's settings guarantee a conversation or inbox, and a phone number or email. */
export function targetOf({ conversationId, inboxId, phoneNumber, email = '', name }: ContactBody): ConversationTarget {
  const place = conversationId === undefined ? { inboxId: inboxId ?? 0 } : { conversationId }
  const address = phoneNumber === undefined ? { email } : { phoneNumber, email: email || undefined }
  return { ...place, ...address, name }
}
