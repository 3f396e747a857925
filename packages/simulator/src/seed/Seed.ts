/** Languages of the workspace; `he` is right to left. */
export type Language = 'en' | 'he'

/** An employee of the account: the person that a login link logs in. */
export interface SeedAgent {
  /** The partner API's `agentID`; unique among all accounts. */
  id: number
  name: string
  /** Part of every login link of this agent. */
  email: string
  /** For the workspace's own sign-in form. Without one the form refuses this agent; links still work. */
  password?: string
}

/** A channel through which contacts write. */
export interface SeedInbox {
  /** The partner API's `inbox_id`; unique within its account. */
  id: number
  name: string
  channel: 'whatsapp' | 'website' | 'email'
}

/** A customer. Needs a phone number, an email address or both, because the partner API finds contacts by them. */
export interface SeedContact {
  id: number
  name: string
  /** International digits without `+`, in the vendor's format. */
  phoneNumber?: string
  email?: string
  /** The language of the contact's replies. @default 'en' */
  language?: Language
}

export interface SeedMessage {
  from: 'contact' | 'agent'
  text: string
  /** Before the simulator was created. */
  minutesAgo: number
}

export interface SeedConversation {
  /** The partner API's `conversation_id`; unique among all accounts. */
  id: number
  inboxId: number
  contactId: number
  /** @default 'open' */
  status?: 'open' | 'resolved'
  messages: SeedMessage[]
  /** The contact's replies, in this order, repeated from the start. @default a few general sentences in the contact's language */
  replies?: string[]
}

/** A customer of the vendor, hosted on one server. */
export interface SeedAccount {
  /** The partner API's `accountID`. */
  id: number
  name: string
  /** The subdomain that hosts the account, the partner API's `server`. */
  server: string
  /** A suspended account is refused with reason 32. @default false */
  suspended?: boolean
  /** The workspace's language for this account. @default the browser's */
  language?: Language
  agents: SeedAgent[]
  inboxes: SeedInbox[]
  contacts: SeedContact[]
  conversations: SeedConversation[]
}

/** The vendor's initial data. */
export interface Seed {
  accounts: SeedAccount[]
}
