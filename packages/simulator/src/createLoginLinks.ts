import type { Ledger } from './ledger/createLedger.js'
import type { LedgerLink, RefusalReason } from './ledger/Ledger.js'
import { randomHex } from './randomHex.js'

/** What a link opens. */
export interface LoginLinkGrant {
  endpoint: LedgerLink['endpoint']
  accountId: number
  agentId: number
  email: string
  server: string
  /** The conversation to open; if absent, the agent's list. */
  conversationId?: number
  target: LedgerLink['target']
}

/** The single-use links. */
export interface LoginLinks {
  /** Mints a link and returns its token: 64 hexadecimal digits. */
  mint(grant: LoginLinkGrant): string
  /** Returns the token of the newest link for the same login, used or not, like a cache. Mints one if there is none. */
  repeat(grant: LoginLinkGrant): string
  /** Records a GET of the login page, which spends nothing. */
  visit(token: string | undefined): void
  /** Spends the link, or returns why it cannot. `throttled`: the caller has already refused. */
  redeem(token: string, email: string, throttled: boolean): { grant: LoginLinkGrant } | { refused: RefusalReason }
}

/**
 * Redemption is atomic because it is one synchronous step: no other code runs between the check and the update.
 */
export function createLoginLinks(linkLife: number, now: () => number, ledger: Ledger): LoginLinks {
  const links = new Map<string, { id: string; grant: LoginLinkGrant; expiresAt: number; spent: boolean }>()
  const newest = new Map<string, string>()

  function mint(grant: LoginLinkGrant): string {
    const token = randomHex()
    const mintedAt = now()
    const expiresAt = mintedAt + linkLife
    const { endpoint, accountId: account, agentId: agent, server, target } = grant
    const id = ledger.recordMint({ endpoint, account, agent, server, target, mintedAt, expiresAt })
    links.set(token, { id, grant, expiresAt, spent: false })
    newest.set(nameOf(grant), token)
    return token
  }

  return {
    mint,
    repeat: (grant) => newest.get(nameOf(grant)) ?? mint(grant),
    visit(token) {
      ledger.recordLoginPage(links.get(token ?? '')?.id)
    },
    redeem(token, email, throttled) {
      const link = links.get(token)
      const refused = refusal(link, email, throttled, now())
      if (refused || !link) {
        ledger.recordRefusal(link?.id, refused ?? 'unknown')
        return { refused: refused ?? 'unknown' }
      }
      link.spent = true
      ledger.recordRedemption(link.id)
      return { grant: link.grant }
    },
  }
}

function nameOf({ endpoint, accountId, agentId, conversationId }: LoginLinkGrant): string {
  return JSON.stringify([endpoint, accountId, agentId, conversationId])
}

function refusal(
  link: { grant: LoginLinkGrant; expiresAt: number; spent: boolean } | undefined,
  email: string,
  throttled: boolean,
  now: number,
): RefusalReason | undefined {
  if (throttled) return 'throttled'
  if (!link) return 'unknown'
  if (link.spent) return 'used'
  if (link.expiresAt <= now) return 'expired'
  if (link.grant.email.toLowerCase() !== email.toLowerCase()) return 'wrong_email'
  return undefined
}
