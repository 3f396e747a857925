import type { PartnerEvent } from '../handler/LoginEvent.js'
import type { CancelSignal } from '../untilAborted.js'
import type { LoginLink } from './LoginLink.js'

/** Whose workspace to log in to. */
export interface AgentLogin {
  /** The vendor's account. */
  accountId: number
  /** The vendor's agent, as whom the link logs in. */
  agentId: number
  /** The subdomain of the server that hosts the account, like `online`. */
  server: string
}

/** Whose workspace to log in to, and what to open there: a conversation or an inbox, and a contact. */
export interface ConversationLogin extends AgentLogin {
  /** The conversation to open. This or `inboxId` is needed; this one wins. */
  conversationId?: number | undefined
  /** The inbox to open, or to start a conversation in. */
  inboxId?: number | undefined
  /** The contact's phone number, international; spaces, dashes and a `+` are taken out. This or `email` is needed. */
  phoneNumber?: string | undefined
  /** The contact's e-mail address. */
  email?: string | undefined
  /** The contact's name. */
  name?: string | undefined
}

/** What goes with one call. */
export interface PartnerCallOptions {
  /** An `AbortSignal`: gives up. A renewal of the access token goes on, since others may wait for it. */
  signal?: CancelSignal | undefined
  /** Passed on to the vendor, so that traces join. */
  traceparent?: string | undefined
  /** Told of renewed tokens and failing stores, of the latter also after the call has ended. Must not throw. */
  onEvent?: ((event: PartnerEvent) => void) | undefined
}

/** The vendor's partner API. */
export interface PartnerClient {
  /** Mints a link into a conversation. @throws LoginError */
  loginConversation(login: ConversationLogin, options?: PartnerCallOptions): Promise<LoginLink>
  /** Mints a link into an agent's workspace. @throws LoginError */
  loginAgent(login: AgentLogin, options?: PartnerCallOptions): Promise<LoginLink>
}
