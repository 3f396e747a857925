import { getDomain } from 'tldts'

/**
 * Whether browsers take both for one site: the same scheme and the same registrable domain. Suffixes that companies
 * registered (`github.io`) count as browsers count them.
 */
export function isSameSite(one: URL, other: URL): boolean {
  return one.protocol === other.protocol && site(one.hostname) === site(other.hostname)
}

function site(hostname: string): string {
  return getDomain(hostname, { allowPrivateDomains: true }) ?? hostname
}
