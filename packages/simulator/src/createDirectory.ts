import { checkSeed } from './seed/checkSeed.js'
import type { Seed, SeedAccount, SeedAgent, SeedContact, SeedConversation } from './seed/Seed.js'

/** A stored message. */
export interface ChatMessage {
  id: number
  from: 'contact' | 'agent'
  text: string
  /** Milliseconds since 1970. */
  at: number
}

/** A conversation that accepts new messages. */
export interface Conversation {
  id: number
  accountId: number
  inboxId: number
  contactId: number
  status: 'open' | 'resolved'
  messages: ChatMessage[]
  replies: string[]
}

/** An account that accepts new conversations. */
export interface Account extends Omit<SeedAccount, 'conversations'> {
  conversations: Conversation[]
}

/** Stands for the vendor's database. */
export interface Directory {
  account(id: number): Account | undefined
  agentByEmail(email: string): { account: Account; agent: SeedAgent } | undefined
  /** The contact's latest conversation in the inbox, or a new empty one. */
  openConversation(account: Account, inboxId: number, contact: SeedContact): Conversation
  addContact(account: Account, contact: Omit<SeedContact, 'id'>): SeedContact
  addMessage(conversation: Conversation, message: Omit<ChatMessage, 'id' | 'at'>): ChatMessage
}

/** Copies the seed, so that the caller's objects never change. */
export function createDirectory(seed: Seed, now: () => number): Directory {
  checkSeed(seed)
  const start = now()
  let nextMessage = 1
  const load = (accountId: number, conversation: SeedConversation): Conversation => ({
    ...structuredClone(conversation),
    accountId,
    status: conversation.status ?? 'open',
    replies: [...(conversation.replies ?? [])],
    messages: conversation.messages.map(({ from, text, minutesAgo }) => ({
      id: nextMessage++,
      from,
      text,
      at: start - minutesAgo * 60_000,
    })),
  })
  const accounts: Account[] = seed.accounts.map((account) => ({
    ...structuredClone(account),
    conversations: account.conversations.map((conversation) => load(account.id, conversation)),
  }))
  const highest = (ids: number[]) => Math.max(0, ...ids)
  let nextConversation = highest(accounts.flatMap(({ conversations }) => conversations.map(({ id }) => id))) + 1
  let nextContact = highest(accounts.flatMap(({ contacts }) => contacts.map(({ id }) => id))) + 1

  return {
    account: (id) => accounts.find((account) => account.id === id),

    agentByEmail(email) {
      const wanted = email.toLowerCase()
      for (const account of accounts) {
        const agent = account.agents.find((candidate) => candidate.email.toLowerCase() === wanted)
        if (agent) return { account, agent }
      }
      return undefined
    },

    openConversation(account, inboxId, contact) {
      const existing = account.conversations.findLast(
        (conversation) => conversation.inboxId === inboxId && conversation.contactId === contact.id,
      )
      if (existing) return existing
      const seeded: SeedConversation = { id: nextConversation++, inboxId, contactId: contact.id, messages: [] }
      const conversation = load(account.id, seeded)
      account.conversations.push(conversation)
      return conversation
    },

    addContact(account, contact) {
      const added = { ...contact, id: nextContact++ }
      account.contacts.push(added)
      return added
    },

    addMessage(conversation, message) {
      const added = { ...message, id: nextMessage++, at: now() }
      conversation.messages.push(added)
      return added
    },
  }
}
