import { normaliseTarget } from '../target/normaliseTarget.js'
import { createTokenShelf } from '../tokenStore/createTokenShelf.js'
import type { TokenStore } from '../tokenStore/TokenStore.js'
import { checkAgent, checkBaseUrl, checkTarget, checkText, checkTimeout, checkTokenStore } from './checkPartnerInput.js'
import { createAccessTokens } from './createAccessTokens.js'
import { createLoginOriginCheck } from './createLoginOriginCheck.js'
import { createVendorCall, type VendorAnswer } from './createVendorCall.js'
import { loginLinkOf, type Wanted } from './loginLinkOf.js'
import type { PartnerCallOptions, PartnerClient } from './PartnerClient.js'
import { reasonOf } from './vendorFailure.js'

/** How to reach the partner API, and as whom. */
export interface PartnerClientOptions {
  /** The partner's `client_id`. */
  clientId: string
  /** The partner's `client_secret`. Never leaves this client, but in the call for an access token. */
  clientSecret: string
  /** The partner API's address. White-label partners have their own. @default 'https://partners.99digital.co.il' */
  baseUrl?: string
  /**
   * The origins that a login link may have, `{server}` standing for the server that is asked for. A link to anywhere
   * else is refused. @default ['https://{server}.99digital.co.il']
   */
  loginOrigins?: readonly string[]
  /** Milliseconds that one call of the partner API may take, its answer's body included. @default 5_000 */
  timeout?: number
  /** Replaces the platform's `fetch`: for a proxy, or a test. */
  fetch?: typeof fetch
  /** Milliseconds since 1970; for tests. @default Date.now */
  now?: () => number
  /** Where several instances share the access token. Without it each keeps its own. A store that is down is done without. */
  tokenStore?: TokenStore
}

/**
 * Makes a client of the partner API. Make one for a process and keep it: it holds the access token.
 *
 * @throws LoginError when an option cannot be right, so that it shows at the start of the process.
 */
export function createPartnerClient(options: PartnerClientOptions): PartnerClient {
  const { clientId, clientSecret, timeout = 5_000, now = Date.now, tokenStore } = options
  checkText('clientId', clientId)
  checkText('clientSecret', clientSecret)
  checkTimeout(timeout)
  checkTokenStore(tokenStore)
  const baseUrl = checkBaseUrl(options.baseUrl ?? 'https://partners.99digital.co.il')
  const isAllowed = createLoginOriginCheck(options.loginOrigins)
  // Looked up at each call, so that whatever instruments the global one later is used.
  const fetch = options.fetch ?? ((input, init) => globalThis.fetch(input, init))
  const call = createVendorCall({ baseUrl, timeout, fetch, now })
  const shelf = createTokenShelf(tokenStore, `conversation-frame:token:${clientId}@${baseUrl}`, clientSecret)
  const accessToken = createAccessTokens({ call, clientId, clientSecret, shelf, now, timeout })

  async function login(path: string, wanted: Wanted, contact: object, options: PartnerCallOptions) {
    checkAgent(wanted)
    const body = { ...vendorIds(wanted), ...contact }
    const request = { signal: options.signal, observe: options.onEvent }
    const token = await accessToken(request)
    const extras = { signal: options.signal, traceparent: options.traceparent }
    let answer = await call(path, body, { ...extras, token })
    if (isTokenRefused(answer)) {
      const renewed = await accessToken({ ...request, rejected: token })
      answer = await call(path, body, { ...extras, token: renewed })
    }
    return loginLinkOf(answer, wanted, { now, isAllowed })
  }

  return {
    async loginConversation(conversation, options = {}) {
      const { conversationId, inboxId, phoneNumber, email, name } = normaliseTarget(conversation)
      checkTarget(conversationId ?? inboxId, phoneNumber ?? email)
      const { accountId, agentId, server } = conversation
      const wanted = { accountId, agentId, server, conversationId, inboxId }
      return login('/api/online/loginConversation', wanted, { phone_number: phoneNumber, email, name }, options)
    },
    async loginAgent(agent, options = {}) {
      const { accountId, agentId, server } = agent
      return login('/api/online/loginAgent', { accountId, agentId, server }, {}, options)
    },
  }
}

/** As the vendor's calls name them. JSON leaves out what is undefined. */
function vendorIds({ accountId, agentId, server, conversationId, inboxId }: Wanted) {
  return { accountID: accountId, agentID: agentId, server, conversation_id: conversationId, inbox_id: inboxId }
}

/** Where there is no usable body, the HTTP status decides. */
function isTokenRefused(answer: VendorAnswer): boolean {
  return answer.body ? reasonOf(answer.body) === 3 : answer.status === 401
}
