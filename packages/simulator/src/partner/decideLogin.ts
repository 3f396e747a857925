import type { Account, Conversation, Directory } from '../createDirectory.js'
import type { SeedAgent, SeedContact, SeedInbox } from '../seed/Seed.js'
import { type ContactTarget, decideContact } from './decideContact.js'

/** The account and agent to log in. */
export interface LoginTarget {
  account: Account
  agent: SeedAgent
}

/** The target: an existing conversation, or an inbox with a known or a new contact. */
export type PlaceTarget = { conversation: Conversation } | { inbox: SeedInbox; contact: ContactTarget }

/** A failure, with the document's number. */
export interface Refusal {
  reason: number
}

/** Checks account (29), suspension (32), server (34) and agent (35), in the document's order. */
export function decideLogin(body: Record<string, unknown>, directory: Directory): LoginTarget | Refusal {
  const account = directory.account(readId(body.accountID))
  if (!account) return { reason: 29 }
  if (account.suspended) return { reason: 32 }
  if (body.server !== account.server) return { reason: 34 }
  const agentId = readId(body.agentID)
  const agent = account.agents.find(({ id }) => id === agentId)
  return agent ? { account, agent } : { reason: 35 }
}

/**
 * Checks the conversation or inbox (36), then the contact (37). The document does not specify it, so the strict reading applies:
 * a contact given with a conversation must be that conversation's.
 */
export function decidePlace(body: Record<string, unknown>, account: Account): PlaceTarget | Refusal {
  const place = findPlace(body, account)
  if (!place) return { reason: 36 }
  const contact = decideContact(body, account)
  if (!contact) return { reason: 37 }
  if ('inbox' in place) return { ...place, contact }
  return isKnown(contact) && contact.id === place.conversation.contactId ? place : { reason: 37 }
}

/** Ignores the inbox if a conversation is given, even a wrong one. */
function findPlace(body: Record<string, unknown>, account: Account) {
  if (isGiven(body.conversation_id)) {
    const id = readId(body.conversation_id)
    const conversation = account.conversations.find((candidate) => candidate.id === id)
    return conversation && { conversation }
  }
  const id = readId(body.inbox_id)
  const inbox = account.inboxes.find((candidate) => candidate.id === id)
  return inbox && { inbox }
}

/** Whether the contact existed before. */
export function isKnown(contact: ContactTarget): contact is SeedContact {
  return 'id' in contact
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null && value !== ''
}

/** The vendor's samples have ids as numbers or as strings of digits. NaN matches nothing. */
function readId(value: unknown): number {
  if (typeof value === 'number') return value
  return typeof value === 'string' && /^[1-9]\d*$/.test(value) ? Number(value) : Number.NaN
}
