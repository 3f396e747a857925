import type { Chat, ChatEvent } from '../chat/createChat.js'
import type { Conversation } from '../createDirectory.js'

/** The conversation's events as server-sent events, beginning with the messages after `after`. */
export function eventStream(chat: Chat, conversation: Conversation, after: number): Response {
  const encoder = new TextEncoder()
  let stop = () => {}
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      const send = (event: ChatEvent) => controller.enqueue(encoder.encode(`data: ${JSON.stringify(event)}\n\n`))
      // Opens the stream in browsers that wait for a first byte.
      controller.enqueue(encoder.encode(': listening\n\n'))
      for (const message of conversation.messages) if (message.id > after) send({ type: 'message', message })
      stop = chat.listen(conversation, send)
    },
    cancel: () => stop(),
  })
  return new Response(stream, {
    headers: { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store' },
  })
}
