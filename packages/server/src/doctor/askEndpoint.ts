import { boundedText } from '../boundedText.js'
import type { Probe } from './endpointProbes.js'

/** What the doctor is told about a login endpoint, in whatever language it is written. */
export interface EndpointCase {
  url: URL
  /** What makes the endpoint take the doctor for a signed-in user: a cookie, mostly. */
  headers: Record<string, string>
  /** A target that this user may open; without one, no link is minted. */
  target?: object | undefined
  fetch: typeof fetch
}

/** What an endpoint answered. */
export interface EndpointAnswer {
  status: number
  headers: Headers
  /** The body, parsed; `undefined` where it is not JSON, or far longer than anything in the contract. */
  body: unknown
}

/** Far more than any answer of the contract. */
const maxAnswerBytes = 64 * 1024

/** Sends a request as a page would that is signed in, unless it is to be anonymous. */
export async function askEndpoint(
  { url, headers, fetch }: EndpointCase,
  { method = 'POST', isAnonymous, ...init }: Probe['init'],
): Promise<EndpointAnswer> {
  const all = { ...(isAnonymous ? {} : headers), ...init.headers }
  const signal = AbortSignal.timeout(15_000)
  const response = await fetch(url, { ...init, method, headers: all, redirect: 'manual', signal })
  // A body that breaks off says as little as one that is too long.
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

/** Whether there is nothing to be signed in by. */
export function isNobody(headers: EndpointCase['headers']): boolean {
  return Object.keys(headers).length === 0
}

/** What to change when the endpoint took the doctor for nobody. */
export function signInAdvice(headers: EndpointCase['headers']): string {
  return isNobody(headers)
    ? 'Give --header "Cookie: …", so that the endpoint takes the doctor for a signed-in user.'
    : 'Correct --header: its session may have ended, or the endpoint does not look at it.'
}

/** What is wrong with an answer’s headers, whatever it answers. */
export function headerFaults({ headers }: EndpointAnswer): string[] {
  const faults = []
  if (!/\bno-store\b/.test(headers.get('cache-control') ?? '')) faults.push('Cache-Control is not no-store')
  const allowed = headers.get('access-control-allow-origin')
  if (allowed === '*' || allowed === 'null' || allowed === 'https://attacker.example') {
    faults.push(`Access-Control-Allow-Origin is ${allowed}`)
  }
  return faults
}
