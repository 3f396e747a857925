import type { Listeners } from './createListeners.js'
import type { LedgerAccessToken, LedgerLink, LedgerSession, LedgerView } from './Ledger.js'

/** What a ledger has recorded. */
export interface LedgerEntries {
  readonly links: Map<string, LedgerLink>
  accessTokens: LedgerAccessToken[]
  sessions: LedgerSession[]
  unknownRefusals: number
  loginPagesOpened: number
}

export function emptyEntries(): LedgerEntries {
  return { links: new Map(), accessTokens: [], sessions: [], unknownRefusals: 0, loginPagesOpened: 0 }
}

/** Reads a ledger: each call returns a copy. */
export function createLedgerView(
  entries: LedgerEntries,
  now: () => number,
  { notify, subscribe }: Listeners,
): LedgerView {
  const sum = (count: (link: LedgerLink) => number) =>
    [...entries.links.values()].reduce((total, link) => total + count(link), 0)

  return {
    links: () => structuredClone([...entries.links.values()]),
    accessTokens: () => structuredClone(entries.accessTokens),
    sessions: () => structuredClone(entries.sessions),
    totals: () => ({
      minted: entries.links.size,
      navigated: sum((link) => link.navigated),
      redeemed: sum((link) => link.redeemed),
      replayed: sum((link) => link.replayed),
      refused: sum((link) => link.refused.length) + entries.unknownRefusals,
      wasted: sum((link) => (link.redeemed === 0 && link.expiresAt <= now() ? 1 : 0)),
      accessTokens: entries.accessTokens.length,
      sessions: entries.sessions.length,
      loginPagesOpened: entries.loginPagesOpened,
    }),
    subscribe,
    clear() {
      Object.assign(entries, emptyEntries())
      notify('cleared')
    },
  }
}
