import { boundedText } from '../boundedText.js'
import type { Check } from './Check.js'
import { cookieFate, type SessionCookie, sessionCookieOf } from './cookieFate.js'
import { framingRefusal } from './framingRefusal.js'
import { isSameSite } from './isSameSite.js'

interface WorkspaceCase {
  dashboard?: URL | undefined
  sessionCookie?: SessionCookie | undefined
  fetch: typeof fetch
}

/** As much of the login page as is searched for what it says of its cookie. */
const maxPageBytes = 500_000

/**
 * Whether a dashboard can frame the workspace and stay logged in. Looks at the login page without the link's query, so
 * that nothing can be spent by looking.
 */
export async function examineWorkspace(
  link: URL,
  { dashboard, sessionCookie, fetch }: WorkspaceCase,
): Promise<Check[]> {
  if (!dashboard) {
    const finding = 'Not looked at: say where the dashboard is (--dashboard https://…).'
    return ['framing', 'site', 'cookies'].map((name) => ({ name, outcome: 'skipped', finding }))
  }
  const document = new URL(link.pathname, link.origin)
  const site = siteCheck(link, dashboard)
  try {
    const response = await fetch(document, { redirect: 'follow', signal: AbortSignal.timeout(10_000) })
    const { text: page } = await boundedText(response, maxPageBytes)
    const seen = sessionCookie ?? sessionCookieOf(response.headers.getSetCookie(), page)
    return [framingCheck(response.headers, document, dashboard), site, cookieCheck(site.outcome === 'ok', seen)]
  } catch {
    const finding = `${document.origin} did not answer this machine.`
    const framing: Check = { name: 'framing', outcome: 'failed', finding, advice: 'Check the network, then try again.' }
    return [framing, site, cookieCheck(site.outcome === 'ok', sessionCookie)]
  }
}

function framingCheck(headers: Headers, document: URL, dashboard: URL): Check {
  const refusal = framingRefusal(headers, document, dashboard)
  if (!refusal) return { name: 'framing', outcome: 'ok', finding: `${dashboard.origin} may frame the workspace.` }
  return {
    name: 'framing',
    outcome: 'failed',
    finding: `The workspace may not be framed by ${dashboard.origin}: it answers with ${refusal}.`,
    advice: `Ask the vendor for frame-ancestors ${dashboard.origin}. Until then, open conversations in a new tab.`,
  }
}

function siteCheck(link: URL, dashboard: URL): Check {
  if (isSameSite(link, dashboard)) {
    return { name: 'site', outcome: 'ok', finding: `${link.host} and ${dashboard.host} are one site to browsers.` }
  }
  return {
    name: 'site',
    outcome: 'warning',
    finding: `${link.host} and ${dashboard.host} are two sites to browsers: its cookies are third-party cookies.`,
    advice:
      'A white-label host name of the workspace under the dashboard’s own domain makes every browser keep the login.',
  }
}

function cookieCheck(isSame: boolean, cookie: SessionCookie | undefined): Check {
  if (isSame)
    return {
      name: 'cookies',
      outcome: 'ok',
      finding: 'The login is kept in every browser, for 7 days at most in some cases of Safari.',
    }
  const { kept, lost } = cookieFate(cookie ?? 'lax')
  const source = cookie
    ? `With its session cookie (${cookie})`
    : 'Its session cookie is not visible; if it is the stock one'
  return {
    name: 'cookies',
    outcome: 'warning',
    finding: `${source}, the login is kept in ${kept}, and lost in ${lost}.`,
    advice:
      cookie === 'partitioned'
        ? 'For Safari before 26.2, use a white-label host name, or open conversations in a new tab.'
        : 'Ask the vendor for SameSite=None; Secure; Partitioned, or use a white-label host name.',
  }
}
