import type { LoginLink } from '../partner/LoginLink.js'
import type { Check } from './Check.js'

/** Opens the link as the stock login page does. The session is not used here, but it counts as one of the agent's. */
export async function redeemLink(link: LoginLink, fetch: typeof globalThis.fetch): Promise<Check> {
  const url = new URL(link.url)
  const credentials = Object.fromEntries(url.searchParams)
  try {
    const response = await fetch(new URL('/auth/sign_in', url), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(credentials),
      redirect: 'manual',
      signal: AbortSignal.timeout(10_000),
    })
    // An unread body would keep the connection open, and so the process.
    response.body?.cancel().catch(() => {})
    if (response.ok) return { name: 'redeem', outcome: 'ok', finding: 'The link was opened and cannot be used again.' }
    return {
      name: 'redeem',
      outcome: 'failed',
      finding: `The workspace refused the link with HTTP ${response.status}.`,
      advice:
        response.status === 429
          ? 'A stock vendor allows five logins in five minutes from one address. Wait, then try again.'
          : 'The doctor opens links as a stock workspace does. If yours differs, open a link of `conversation-frame mint` by hand.',
    }
  } catch {
    const advice = 'Check the network, then try again.'
    return { name: 'redeem', outcome: 'failed', finding: `${url.origin} did not answer this machine.`, advice }
  }
}
