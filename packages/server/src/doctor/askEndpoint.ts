import { boundedText } from '../boundedText.js'
import type { Probe } from './endpointProbes.js'

/** The login endpoint to check, in any programming language. */
export interface EndpointCheckOptions {
  url: URL
  /** Headers that sign the doctor in: usually a cookie. */
  headers: Record<string, string>
  /** A target that this user may open. Without one, no link is minted. */
  target?: object | undefined
  fetch: typeof fetch
}

/** An endpoint's answer. */
export interface EndpointAnswer {
  status: number
  headers: Headers
  /** The parsed body; `undefined` if it is not JSON, or far longer than anything in the contract. */
  body: unknown
}

/** Far more than any answer in the contract. */
const maxAnswerBytes = 64 * 1024

/** Sends a request as a signed-in page would, unless it is anonymous. */
export async function askEndpoint(
  { url, headers, fetch }: EndpointCheckOptions,
  { method = 'POST', isAnonymous, ...init }: Probe['init'],
): Promise<EndpointAnswer> {
  const all = { ...(isAnonymous ? {} : headers), ...init.headers }
  const signal = AbortSignal.timeout(15_000)
  const response = await fetch(url, { ...init, method, headers: all, redirect: 'manual', signal })
  // A body that is cut off is treated like one that is too long.
  const read = await boundedText(response, maxAnswerBytes).catch(() => undefined)
  return { status: response.status, headers: response.headers, body: read?.isWhole ? parse(read.text) : undefined }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Whether there are no headers to sign in with. */
export function isAnonymousUser(headers: EndpointCheckOptions['headers']): boolean {
  return Object.keys(headers).length === 0
}

/** What to change if the endpoint did not accept the doctor as a signed-in user. */
export function signInAdvice(headers: EndpointCheckOptions['headers']): string {
  return isAnonymousUser(headers)
    ? 'Add --header "Cookie: …", so that the endpoint accepts the doctor as a signed-in user.'
    : 'Correct --header: its session may have ended, or the endpoint does not read it.'
}

/** What is wrong with the headers that every answer needs. */
export function headerFaults({ headers }: EndpointAnswer): string[] {
  const faults = []
  if (!/\bno-store\b/.test(headers.get('cache-control') ?? '')) faults.push('Cache-Control is not no-store')
  const allowed = headers.get('access-control-allow-origin')
  if (allowed === '*' || allowed === 'null' || allowed === 'https://attacker.example') {
    faults.push(`Access-Control-Allow-Origin is ${allowed}`)
  }
  return faults
}
