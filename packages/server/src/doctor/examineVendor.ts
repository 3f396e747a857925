import { createPartnerClient, type PartnerClientOptions } from '../createPartnerClient.js'
import { ForeignLoginOrigin } from '../ForeignLoginOrigin.js'
import { LoginError } from '../LoginError.js'
import type { PartnerEvent } from '../LoginEvent.js'
import type { LoginLink } from '../LoginLink.js'
import type { ConversationLogin } from '../PartnerClient.js'
import type { Check } from './Check.js'
import type { SessionCookie } from './cookieFate.js'
import { examineWorkspace } from './examineWorkspace.js'
import { redeemLink } from './redeemLink.js'

/** What the doctor is told about a deployment. */
export interface VendorCase {
  partner: PartnerClientOptions
  /** Without a target, a link into the agent's workspace is minted. */
  login: ConversationLogin
  /** The dashboard's origin. */
  dashboard?: URL | undefined
  /** How the vendor writes its session cookie, where the host knows. */
  sessionCookie?: SessionCookie | undefined
  /** Spends the link, which opens a session of about two months for the agent. */
  redeem: boolean
  fetch: typeof fetch
}

/** Goes the way of a link, from the credentials to the frame, and says where it ends. Mints one link. */
export async function examineVendor(given: VendorCase): Promise<Check[]> {
  const { partner, login, fetch } = given
  const events: PartnerEvent[] = []
  const client = createPartnerClient({ ...partner, fetch })
  const wantsConversation = login.conversationId !== undefined || login.inboxId !== undefined
  const options = { onEvent: (event: PartnerEvent) => events.push(event) }
  try {
    const link = await (wantsConversation
      ? client.loginConversation(login, options)
      : client.loginAgent(login, options))
    const minted = mintedChecks(link)
    const workspace = await examineWorkspace(new URL(link.url), given)
    return [...minted, ...workspace, ...(given.redeem ? [await redeemLink(link, fetch)] : [notRedeemed])]
  } catch (error) {
    if (error instanceof LoginError) return failedChecks(error, events)
    throw error
  }
}

const credentialsWork: Check = { name: 'credentials', outcome: 'ok', finding: 'The vendor gave out an access token.' }

const notRedeemed: Check = {
  name: 'redeem',
  outcome: 'skipped',
  finding: 'The link was not opened and expires by itself. --redeem opens it, which gives the agent a new session.',
}

function mintedChecks(link: LoginLink): Check[] {
  const { origin } = new URL(link.url)
  return [
    credentialsWork,
    { name: 'link', outcome: 'ok', finding: `A link was minted; it can be opened for ${link.expiresInSeconds} s.` },
    { name: 'origin', outcome: 'ok', finding: `It leads to ${origin}, which is allowed.` },
  ]
}

function failedChecks(error: LoginError, events: readonly PartnerEvent[]): Check[] {
  const finding = `${error.message}.`
  if (error.code === 'contact_invalid' || error.code === 'invalid_request') {
    return [
      { name: 'target', outcome: 'failed', finding, advice: 'Correct --phone, --email, --conversation or --inbox.' },
    ]
  }
  if (!events.some(({ type }) => type === 'token_refreshed')) {
    return [{ name: 'credentials', outcome: 'failed', finding, advice: credentialAdvice(error) }]
  }
  if (error instanceof ForeignLoginOrigin) {
    const advice = `If ${error.origin} is your vendor's, add it to loginOrigins of the server and of the frame (--login-origin).`
    const link: Check = { name: 'link', outcome: 'ok', finding: 'A link was minted.' }
    return [credentialsWork, link, { name: 'origin', outcome: 'failed', finding, advice }]
  }
  const advice = 'Correct --account, --agent, --server or the target, and run the doctor again.'
  return [credentialsWork, { name: 'link', outcome: 'failed', finding, advice }]
}

function credentialAdvice({ code }: LoginError): string {
  return code === 'misconfigured'
    ? 'Check PARTNER_CLIENT_ID and PARTNER_CLIENT_SECRET. Do not try over and over: the vendor blocks the address.'
    : 'Check PARTNER_BASE_URL and that this machine may reach it; if it may, wait and try again.'
}
