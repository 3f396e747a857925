/** Languages that the workspace speaks; `he` is right to left. */
export type Language = 'en' | 'he'

/** Someone who works for the account: the person a login link logs in. */
export interface SeedAgent {
  /** The partner API's `agentID`; unique among all accounts. */
  id: number
  name: string
  /** Part of every login link of this agent. */
  email: string
  /** For the workspace's own sign-in form. Without one the form refuses this agent, links still work. */
  password?: string
}

/** A channel through which contacts write. */
export interface SeedInbox {
  /** The partner API's `inbox_id`; unique within its account. */
  id: number
  name: string
  channel: 'whatsapp' | 'website' | 'email'
}

/** A customer. Needs a phone number, an e-mail address or both, because the partner API finds contacts by these. */
export interface SeedContact {
  id: number
  name: string
  /** International digits without `+`, as the vendor writes them. */
  phoneNumber?: string
  email?: string
  /** What the contact answers in. @default 'en' */
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
  /** What the contact answers, in this order, then from the start. @default a few general sentences in the contact's language */
  replies?: string[]
}

/** A customer of the vendor, reached on one server. */
export interface SeedAccount {
  /** The partner API's `accountID`. */
  id: number
  name: string
  /** The subdomain that hosts the account, the partner API's `server`. */
  server: string
  /** A suspended account is refused with reason 32. @default false */
  suspended?: boolean
  /** The workspace's language for this account. @default what the browser asks for */
  language?: Language
  agents: SeedAgent[]
  inboxes: SeedInbox[]
  contacts: SeedContact[]
  conversations: SeedConversation[]
}

/** Everything the simulated vendor knows when it starts. */
export interface Seed {
  accounts: SeedAccount[]
}
