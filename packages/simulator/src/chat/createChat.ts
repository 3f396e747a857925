import type { ChatMessage, Conversation, Directory } from '../createDirectory.js'
import type { ResolvedOptions } from '../SimulatorOptions.js'
import { texts } from '../workspace/texts.js'

/** An event in an open conversation. */
export type ChatEvent = { type: 'message'; message: ChatMessage } | { type: 'typing'; typing: boolean }

/** Distributes messages and makes the contacts reply. */
export interface Chat {
  /** Stores the agent's message, notifies the listeners, and schedules the contact's reply. */
  post(conversation: Conversation, text: string): ChatMessage
  /** Calls the listener for each event until the returned function is called. */
  listen(conversation: Conversation, listener: (event: ChatEvent) => void): () => void
}

/** The longest message that the workspace accepts. */
export const longestMessage = 4_000

/** Creates a chat without listeners. */
export function createChat(
  directory: Directory,
  { schedule, replyDelay }: Pick<ResolvedOptions, 'schedule' | 'replyDelay'>,
): Chat {
  const listeners = new Map<Conversation, Set<(event: ChatEvent) => void>>()
  const answers = new Map<Conversation, number>()

  const tell = (conversation: Conversation, event: ChatEvent) => {
    for (const listener of [...(listeners.get(conversation) ?? [])]) listener(event)
  }
  const add = (conversation: Conversation, from: ChatMessage['from'], text: string) => {
    const message = directory.addMessage(conversation, { from, text })
    tell(conversation, { type: 'message', message })
    return message
  }
  const nextReply = (conversation: Conversation) => {
    const contact = directory.account(conversation.accountId)?.contacts.find(({ id }) => id === conversation.contactId)
    const general = texts[contact?.language ?? 'en'].replies
    const replies = conversation.replies.length > 0 ? conversation.replies : general
    const count = answers.get(conversation) ?? 0
    answers.set(conversation, count + 1)
    return replies[count % replies.length] ?? ''
  }

  return {
    post(conversation, text) {
      const message = add(conversation, 'agent', text)
      conversation.status = 'open'
      schedule(() => tell(conversation, { type: 'typing', typing: true }), replyDelay * 0.3)
      schedule(() => {
        tell(conversation, { type: 'typing', typing: false })
        add(conversation, 'contact', nextReply(conversation))
      }, replyDelay)
      return message
    },
    listen(conversation, listener) {
      const all = listeners.get(conversation) ?? new Set()
      listeners.set(conversation, all.add(listener))
      return () => void all.delete(listener)
    },
  }
}
