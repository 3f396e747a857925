import { checkAgent, checkBaseUrl, checkTarget, checkText, checkTimeout, checkTokenStore } from './checkPartnerInput.js'
import { createAccessTokens } from './createAccessTokens.js'
import { createLoginOriginCheck } from './createLoginOriginCheck.js'
import { createTokenShelf } from './createTokenShelf.js'
import { createVendorCall, type VendorAnswer } from './createVendorCall.js'
import { loginLinkOf } from './loginLinkOf.js'
import { normaliseTarget } from './normaliseTarget.js'
import type { AgentLogin, PartnerCallOptions, PartnerClient } from './PartnerClient.js'
import type { TokenStore } from './TokenStore.js'
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

  async function login(path: string, { accountId, agentId, server }: AgentLogin, rest: object, o: PartnerCallOptions) {
    checkAgent({ accountId, agentId, server })
    const body = { accountID: accountId, agentID: agentId, server, ...rest }
    const request = { signal: o.signal, observe: o.onEvent }
    const token = await accessToken(request)
    let answer = await call(path, body, { token, signal: o.signal, traceparent: o.traceparent })
    if (isTokenRefused(answer)) {
      const renewed = await accessToken({ ...request, rejected: token })
      answer = await call(path, body, { token: renewed, signal: o.signal, traceparent: o.traceparent })
    }
    return loginLinkOf(answer, { accountId, agentId, server }, { now, isAllowed })
  }

  return {
    async loginConversation(conversation, options = {}) {
      const { conversationId, inboxId, phoneNumber, email, name } = normaliseTarget(conversation)
      checkTarget(conversationId ?? inboxId, phoneNumber ?? email)
      const rest = { conversation_id: conversationId, inbox_id: inboxId, phone_number: phoneNumber, email, name }
      return login('/api/online/loginConversation', conversation, rest, options)
    },
    async loginAgent(agent, options = {}) {
      return login('/api/online/loginAgent', agent, {}, options)
    },
  }
}

/** Where there is no usable body, the HTTP status decides. */
function isTokenRefused(answer: VendorAnswer): boolean {
  return answer.body ? reasonOf(answer.body) === 3 : answer.status === 401
}
