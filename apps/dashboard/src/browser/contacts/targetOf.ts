import type { ConversationTarget } from '@conversation-frame/react'
import type { ContactBody } from '../../DashboardApi.js'

/** What a frame opens for a contact. Contacts come with a place and an address: the backend's settings are checked. */
export function targetOf({ conversationId, inboxId, phoneNumber, email = '', name }: ContactBody): ConversationTarget {
  const place = conversationId === undefined ? { inboxId: inboxId ?? 0 } : { conversationId }
  const address = phoneNumber === undefined ? { email } : { phoneNumber, email: email || undefined }
  return { ...place, ...address, name }
}
