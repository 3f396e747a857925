import { boundedText } from '../boundedText.js'
import type { Check } from './Check.js'
import { cookieSupport, type SessionCookie, sessionCookieOf } from './cookieSupport.js'
import { framingRefusal } from './framingRefusal.js'
import { isSameSite } from './isSameSite.js'

interface WorkspaceCheckOptions {
  dashboard?: URL | undefined
  sessionCookie?: SessionCookie | undefined
  fetch: typeof fetch
}

/** How much of the login page is searched for its cookie. */
const maxPageBytes = 500_000

/**
 * Checks whether a dashboard can frame the workspace and stay logged in. Requests the login page without the link's query, so
 * that the link is not spent.
 */
export async function examineWorkspace(
  link: URL,
  { dashboard, sessionCookie, fetch }: WorkspaceCheckOptions,
): Promise<Check[]> {
  if (!dashboard) {
    const finding = 'Not checked: add the dashboard’s origin (--dashboard https://…).'
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
    finding: `${dashboard.origin} may not frame the workspace: it answers with ${refusal}.`,
    advice: `Ask the vendor for frame-ancestors ${dashboard.origin}. Until then, open conversations in a new tab.`,
  }
}

function siteCheck(link: URL, dashboard: URL): Check {
  if (isSameSite(link, dashboard)) {
    return {
      name: 'site',
      outcome: 'ok',
      finding: `${link.host} and ${dashboard.host} are the same site for browsers.`,
    }
  }
  return {
    name: 'site',
    outcome: 'warning',
    finding: `${link.host} and ${dashboard.host} are different sites for browsers: the workspace’s cookies are third-party cookies.`,
    advice:
      'Ask the vendor for a host name of the workspace under the dashboard’s own domain: then every browser keeps the login.',
  }
}

function cookieCheck(isSame: boolean, cookie: SessionCookie | undefined): Check {
  if (isSame)
    return {
      name: 'cookies',
      outcome: 'ok',
      finding: 'The login is kept in every browser; in Safari in some cases for 7 days at most.',
    }
  const { kept, lost } = cookieSupport(cookie ?? 'lax')
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
