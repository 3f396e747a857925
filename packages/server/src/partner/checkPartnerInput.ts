import { isTime } from '../isTime.js'
import { LoginError } from '../LoginError.js'
import type { TokenStore } from '../tokenStore/TokenStore.js'
import { isLoopback, isServerName } from './createLoginOriginCheck.js'
import type { AgentLogin } from './PartnerClient.js'

/** @throws LoginError unless the option is a text. */
export function checkText(name: string, value: unknown): void {
  if (typeof value === 'string' && value.trim() !== '') return
  throw new LoginError('misconfigured', `createPartnerClient needs ${name}, a text that is not empty`)
}

/** @throws LoginError unless the option is a time. */
export function checkTimeout(timeout: number): void {
  if (isTime(timeout)) return
  throw new LoginError('misconfigured', 'timeout must be a number of milliseconds, from more than 0 to 2,147,483,647')
}

/** @throws LoginError unless it is a store, or none. */
export function checkTokenStore(store: TokenStore | undefined): void {
  if (store === undefined) return
  if ([store.get, store.set, store.delete].every((method) => typeof method === 'function')) return
  throw new LoginError('misconfigured', 'tokenStore needs get, set and delete, as a Keyv has them')
}

/** @returns the address without a slash at its end. @throws LoginError when secrets could be overheard there. */
export function checkBaseUrl(baseUrl: string): string {
  const address = safeBaseUrl(baseUrl)
  if (address !== undefined) return address
  throw new LoginError('misconfigured', `baseUrl must be ${baseUrlAdvice}`)
}

/** What the partner API's address may be. */
export const baseUrlAdvice = 'an https: address without credentials or a query (http: only for this machine)'

/** @returns the address without a slash at its end, or `undefined` when secrets could be overheard there */
export function safeBaseUrl(baseUrl: string): string | undefined {
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : undefined
  const isSafe = url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(url.hostname))
  if (!url || !isSafe || url.username || url.password || url.search || url.hash) return undefined
  return `${url.origin}${url.pathname.replace(/\/+$/, '')}`
}

/** What `authorize` returned: types stop most slips, but not what came out of a database. @throws LoginError */
export function checkAgent({ accountId, agentId, server }: AgentLogin): void {
  const wrong = isId(accountId) ? (isId(agentId) ? (isServerName(server) ? '' : 'server') : 'agentId') : 'accountId'
  if (!wrong) return
  const expected = wrong === 'server' ? 'a subdomain like "online"' : 'a positive integer'
  throw new LoginError('internal_error', `${wrong} is not ${expected}. Check what authorize returns`)
}

function isId(id: unknown): boolean {
  return Number.isSafeInteger(id) && Number(id) > 0
}

/** @throws LoginError when it is not said what to open, or with whom. */
export function checkTarget(id: number | undefined, contact: string | undefined): void {
  if (isId(id) && contact) return
  const detail = 'A conversationId or an inboxId is needed, and a phoneNumber or an email'
  throw new LoginError('invalid_request', detail, { detail })
}
