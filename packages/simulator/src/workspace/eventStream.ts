import type { Chat, ChatEvent } from '../chat/createChat.js'
import type { Conversation } from '../createDirectory.js'
import { formatEvent, serverSentEvents } from '../serverSentEvents.js'

/** The conversation's events as server-sent events, starting with the messages after `after`. */
export function eventStream(chat: Chat, conversation: Conversation, after: number): Response {
  const missed = conversation.messages.filter(({ id }) => id > after)
  return serverSentEvents<ChatEvent>({
    // The comment opens the stream in browsers that wait for a first byte.
    opening: [': listening\n\n', ...missed.map((message) => formatEvent({ type: 'message', message }))],
    listen: (send) => chat.listen(conversation, send),
    dataOf: (event) => event,
  })
}
