import type { LoginLink } from './LoginLink.js'
import type { PartnerEvent } from './PartnerEvent.js'

/** The agent to log in as. */
export interface AgentLogin {
  /** The vendor's account. */
  accountId: number
  /** The vendor's agent. */
  agentId: number
  /** The subdomain of the server that hosts the account, like `online`. */
  server: string
}

/** The agent to log in as, and what to open: a conversation or an inbox, and a contact. */
export interface ConversationLogin extends AgentLogin {
  /** The conversation to open. This or `inboxId` is required; if both are given, this one is opened. */
  conversationId?: number | undefined
  /** The inbox to open, or to start a conversation in. */
  inboxId?: number | undefined
  /** The contact's phone number, international; spaces, dashes and a `+` are removed. This or `email` is required. */
  phoneNumber?: string | undefined
  /** The contact's e-mail address. */
  email?: string | undefined
  /** The contact's name. */
  name?: string | undefined
}

/** Options of one call. */
export interface PartnerCallOptions {
  /** Aborts the call. A token refresh continues, because other calls may wait for it. */
  signal?: AbortSignal | undefined
  /** A W3C `traceparent`, passed on to the vendor. */
  traceparent?: string | undefined
  /**
   * Called for token refreshes and failures of the token store. A store may also fail after the call has ended. Must not throw.
   */
  onEvent?: ((event: PartnerEvent) => void) | undefined
}

/** The vendor's partner API. */
export interface PartnerClient {
  /** Mints a link into a conversation. @throws LoginError */
  loginConversation(login: ConversationLogin, options?: PartnerCallOptions): Promise<LoginLink>
  /** Mints a link into an agent's workspace. @throws LoginError */
  loginAgent(login: AgentLogin, options?: PartnerCallOptions): Promise<LoginLink>
}
