import { LoginError } from '../LoginError.js'
import { createPartnerClient, type PartnerClientOptions } from '../partner/createPartnerClient.js'
import type { LoginLink } from '../partner/LoginLink.js'
import type { ConversationLogin } from '../partner/PartnerClient.js'
import type { PartnerEvent } from '../partner/PartnerEvent.js'
import { type Diagnosis, diagnose } from './diagnose.js'

/** What to open, as which agent, and how to reach the vendor. */
export interface MintOptions {
  partner: PartnerClientOptions
  /** Without a target, a link into the agent's workspace is minted. */
  login: ConversationLogin
  fetch: typeof fetch
}

/** Mints one link with its own client. @returns the link, or why there is none */
export async function mintLink({ partner, login, fetch }: MintOptions): Promise<LoginLink | Diagnosis> {
  const client = createPartnerClient({ ...partner, fetch })
  const events: PartnerEvent[] = []
  const options = { onEvent: (event: PartnerEvent) => events.push(event) }
  const wantsConversation = login.conversationId !== undefined || login.inboxId !== undefined
  try {
    return await (wantsConversation ? client.loginConversation(login, options) : client.loginAgent(login, options))
  } catch (error) {
    if (error instanceof LoginError) return diagnose(error, events)
    throw error
  }
}
