import type { LoginLink } from '../partner/LoginLink.js'
import type { Check } from './Check.js'

/** Spends the link as the stock login page does. Whoever runs it throws the session away, but the agent has one more. */
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
    // A body that nobody reads would keep the connection, and so the process.
    response.body?.cancel().catch(() => {})
    if (response.ok) return { name: 'redeem', outcome: 'ok', finding: 'The link was opened and is spent.' }
    return {
      name: 'redeem',
      outcome: 'failed',
      finding: `The workspace refused the link with HTTP ${response.status}.`,
      advice:
        response.status === 429
          ? 'A stock vendor lets five logins in five minutes through from one address. Wait, and try again.'
          : 'This redeems as a stock workspace does. If yours is another, open a link of `conversation-frame mint` by hand.',
    }
  } catch {
    const advice = 'Check the network, then try again.'
    return { name: 'redeem', outcome: 'failed', finding: `${url.origin} did not answer this machine.`, advice }
  }
}
