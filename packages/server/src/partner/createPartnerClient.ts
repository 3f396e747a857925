import { createSharedTokenCache } from '../tokenStore/createSharedTokenCache.js'
import type { TokenStore } from '../tokenStore/TokenStore.js'
import { CheckedLogin, checkLogin } from './CheckedLogin.js'
import { checkBaseUrl, checkText, checkTimeout, checkTokenStore } from './checkPartnerOptions.js'
import { createAccessTokens } from './createAccessTokens.js'
import { createLoginOriginCheck } from './createLoginOriginCheck.js'
import { createVendorCall, type VendorAnswer } from './createVendorCall.js'
import { loginLinkOf } from './loginLinkOf.js'
import type { PartnerCallOptions, PartnerClient } from './PartnerClient.js'
import { reasonOf } from './vendorFailure.js'

/** How to reach the partner API, and with which credentials. */
export interface PartnerClientOptions {
  /** The partner's `client_id`. */
  clientId: string
  /** The partner's `client_secret`. It is sent only in the call for an access token. */
  clientSecret: string
  /** The URL of the partner API. White-label partners have their own. @default 'https://partners.99digital.co.il' */
  baseUrl?: string
  /**
   * The origins that a login link may have. `{server}` stands for the server that `authorize` returned. Links to other origins
   * are refused.
   * @default ['https://{server}.99digital.co.il']
   * @example ['https://chat.example.com', 'https://{server}.example.com']
   */
  loginOrigins?: readonly string[]
  /** Time limit for one call of the partner API including the body of its answer, in milliseconds. @default 5_000 */
  timeout?: number
  /** Replaces the platform's `fetch`: for a proxy, or a test. */
  fetch?: typeof fetch
  /** The current time in milliseconds since 1970; for tests. @default Date.now */
  now?: () => number
  /**
   * Where several instances share the access token. Without it each instance has its own. If the store is down, the client
   * continues without it.
   */
  tokenStore?: TokenStore
}

/**
 * Creates a client of the partner API. Create one per process and keep it: it holds the access token.
 *
 * @throws LoginError if an option is invalid, when the process starts
 */
export function createPartnerClient(options: PartnerClientOptions): PartnerClient {
  const { clientId, clientSecret, timeout: timeoutMs = 5_000, now = Date.now, tokenStore } = options
  checkText('clientId', clientId)
  checkText('clientSecret', clientSecret)
  checkTimeout(timeoutMs)
  checkTokenStore(tokenStore)
  const baseUrl = checkBaseUrl(options.baseUrl ?? 'https://partners.99digital.co.il')
  const isAllowed = createLoginOriginCheck(options.loginOrigins)
  // Looked up at each call, so that later instrumentation of the global fetch takes effect.
  const fetch = options.fetch ?? ((input, init) => globalThis.fetch(input, init))
  const call = createVendorCall({ baseUrl, timeoutMs, fetch, now })
  const cache = createSharedTokenCache(tokenStore, `conversation-frame:token:${clientId}@${baseUrl}`, clientSecret)
  const accessToken = createAccessTokens({ call, clientId, clientSecret, cache, now, timeoutMs })

  async function mint(path: string, login: CheckedLogin, { signal, traceparent, onEvent }: PartnerCallOptions) {
    const body = vendorBody(login)
    const token = await accessToken({ signal, onEvent })
    let answer = await call(path, body, { signal, traceparent, token })
    if (isTokenRefused(answer)) {
      const newToken = await accessToken({ signal, onEvent, rejected: token })
      answer = await call(path, body, { signal, traceparent, token: newToken })
    }
    return loginLinkOf(answer, login, { now, isAllowed })
  }

  return {
    async loginConversation(login, options = {}) {
      return mint('/api/online/loginConversation', checkLogin(login), options)
    },
    async loginAgent(agent, options = {}) {
      return mint('/api/online/loginAgent', new CheckedLogin(agent), options)
    },
  }
}

/** The login in the vendor's names. JSON omits what is undefined. */
function vendorBody({ accountId, agentId, server, conversationId, inboxId, phoneNumber, email, name }: CheckedLogin) {
  return {
    accountID: accountId,
    agentID: agentId,
    server,
    conversation_id: conversationId,
    inbox_id: inboxId,
    phone_number: phoneNumber,
    email,
    name,
  }
}

/** Where there is no usable body, the HTTP status decides. */
function isTokenRefused(answer: VendorAnswer): boolean {
  return answer.body ? reasonOf(answer.body) === 3 : answer.status === 401
}
