import { getDomain } from 'tldts'

/**
 * Whether both are the same site for browsers: the same scheme and the same registrable domain. Suffixes that companies
 * registered, like `github.io`, count as in browsers.
 */
export function isSameSite(one: URL, other: URL): boolean {
  return one.protocol === other.protocol && site(one.hostname) === site(other.hostname)
}

function site(hostname: string): string {
  return getDomain(hostname, { allowPrivateDomains: true }) ?? hostname
}
