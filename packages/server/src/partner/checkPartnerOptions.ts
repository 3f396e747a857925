import { isTimerDelay } from '../isTimerDelay.js'
import { LoginError } from '../LoginError.js'
import type { TokenStore } from '../tokenStore/TokenStore.js'
import { isLoopback } from './createLoginOriginCheck.js'

/** @throws LoginError unless the option is a non-empty string */
export function checkText(name: string, value: unknown): void {
  if (typeof value === 'string' && value.trim() !== '') return
  throw new LoginError('misconfigured', `createPartnerClient: ${name} must be a non-empty string`)
}

/** @throws LoginError unless a timer can wait that long */
export function checkTimeout(timeoutMs: number): void {
  if (isTimerDelay(timeoutMs)) return
  throw new LoginError(
    'misconfigured',
    'timeout must be a number of milliseconds greater than 0, at most 2,147,483,647',
  )
}

/** @throws LoginError if the store lacks a method */
export function checkTokenStore(store: TokenStore | undefined): void {
  if (store === undefined) return
  if ([store.get, store.set, store.delete].every((method) => typeof method === 'function')) return
  throw new LoginError('misconfigured', 'tokenStore must have the methods get, set and delete, as a Keyv instance does')
}

/** @returns the URL without a slash at its end. @throws LoginError if secrets could be overheard there */
export function checkBaseUrl(baseUrl: string): string {
  const safe = safeBaseUrl(baseUrl)
  if (safe !== undefined) return safe
  throw new LoginError('misconfigured', `baseUrl must be ${baseUrlAdvice}`)
}

/** Which URLs the partner API can have. */
export const baseUrlAdvice = 'an https: URL without credentials or a query (http: only for this machine)'

/** @returns the URL without a slash at its end, or `undefined` if secrets could be overheard there */
export function safeBaseUrl(baseUrl: string): string | undefined {
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : undefined
  const isSafe = url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(url.hostname))
  if (!url || !isSafe || url.username || url.password || url.search || url.hash) return undefined
  return `${url.origin}${url.pathname.replace(/\/+$/, '')}`
}
