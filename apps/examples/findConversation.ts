import type { Authorize } from '@conversation-frame/server'

interface Conversation {
  conversationId: number
  phoneNumber: string
  name?: string
  /** The user that it belongs to. Without one it belongs to the whole team. */
  ownerId?: string
}

/** The host app's own records. */
const conversations: readonly Conversation[] = [
  { conversationId: 165, phoneNumber: '972501234567', name: 'Dana Levi' },
  { conversationId: 168, phoneNumber: '972523456789', ownerId: 'shira' },
  // The vendor has a different contact for this conversation.
  { conversationId: 166, phoneNumber: '447700900142' },
  // The vendor has deleted this conversation.
  { conversationId: 99_999, phoneNumber: '972501234567' },
  ...Array.from({ length: 200 }, (_, index) => ({
    conversationId: 10_000 + index,
    phoneNumber: `972507${String(index).padStart(6, '0')}`,
    ownerId: `user${index}`,
  })),
]

/**
 * What a database does in one query: `where conversation_id = $1 and phone_number = $2 and (owner_id = $3 or owner_id is null)`.
 *
 * @returns the record as a target, not the request
 */
export function findConversation(userId: string, asked: Parameters<Authorize>[1]) {
  const found = conversations.find(
    ({ conversationId, phoneNumber, ownerId }) =>
      conversationId === asked.conversationId &&
      phoneNumber === asked.phoneNumber &&
      (ownerId === undefined || ownerId === userId),
  )
  return found && { conversationId: found.conversationId, phoneNumber: found.phoneNumber, name: found.name }
}
