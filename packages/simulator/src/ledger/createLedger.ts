import type { LedgerAccessToken, LedgerEvent, LedgerLink, LedgerSession, LedgerView, RefusalReason } from './Ledger.js'

/** The ledger with the methods that write to it, which only the vendor uses. */
export interface Ledger {
  view: LedgerView
  recordMint(link: Omit<LedgerLink, 'id' | 'navigated' | 'redeemed' | 'replayed' | 'refused'>): string
  /** `linkId` is absent for a plain login form or an unknown link. */
  recordLoginPage(linkId: string | undefined): void
  recordRedemption(linkId: string): void
  recordRefusal(linkId: string | undefined, why: RefusalReason): void
  recordAccessToken(token: LedgerAccessToken): void
  /** Returns a function that records the end of the session. */
  recordSession(account: number, agent: number): (why: 'cap' | 'logout') => void
}

/** Records events and notifies the listeners. */
export function createLedger(now: () => number): Ledger {
  const links = new Map<string, LedgerLink>()
  const listeners = new Set<(event: LedgerEvent) => void>()
  let accessTokens: LedgerAccessToken[] = []
  let sessions: LedgerSession[] = []
  let unknownRefusals = 0
  let loginPagesOpened = 0
  let minted = 0

  const tell = (type: LedgerEvent['type'], link?: LedgerLink) => {
    for (const listener of [...listeners]) {
      try {
        listener({ type, at: now(), ...(link && { link: structuredClone(link) }) })
      } catch (error) {
        // An error in a listener is reported as uncaught. It does not break the vendor's call.
        queueMicrotask(() => {
          throw error
        })
      }
    }
  }
  const sum = (count: (link: LedgerLink) => number) =>
    [...links.values()].reduce((total, link) => total + count(link), 0)

  const view: LedgerView = {
    links: () => structuredClone([...links.values()]),
    accessTokens: () => structuredClone(accessTokens),
    sessions: () => structuredClone(sessions),
    totals: () => ({
      minted: links.size,
      navigated: sum((link) => link.navigated),
      redeemed: sum((link) => link.redeemed),
      replayed: sum((link) => link.replayed),
      refused: sum((link) => link.refused.length) + unknownRefusals,
      wasted: sum((link) => (link.redeemed === 0 && link.expiresAt <= now() ? 1 : 0)),
      accessTokens: accessTokens.length,
      sessions: sessions.length,
      loginPagesOpened,
    }),
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    clear() {
      links.clear()
      accessTokens = []
      sessions = []
      unknownRefusals = 0
      loginPagesOpened = 0
      tell('cleared')
    },
  }

  return {
    view,
    recordMint(link) {
      const id = `link-${++minted}`
      const entry: LedgerLink = { id, ...link, navigated: 0, redeemed: 0, replayed: 0, refused: [] }
      links.set(id, entry)
      tell('minted', entry)
      return id
    },
    recordLoginPage(linkId) {
      loginPagesOpened += 1
      const link = links.get(linkId ?? '')
      if (!link) return tell('login_page')
      link.navigated += 1
      if (link.redeemed) link.replayed += 1
      tell('navigated', link)
    },
    recordRedemption(linkId) {
      const link = links.get(linkId)
      if (!link) return
      link.redeemed = 1
      link.redeemedAt = now()
      tell('redeemed', link)
    },
    recordRefusal(linkId, why) {
      const link = links.get(linkId ?? '')
      if (!link) {
        unknownRefusals += 1
        return tell('refused')
      }
      link.refused.push({ at: now(), why })
      if (link.redeemed) link.replayed += 1
      tell('refused', link)
    },
    recordAccessToken(token) {
      accessTokens.push(token)
      tell('access_token')
    },
    recordSession(account, agent) {
      const session: LedgerSession = { account, agent, openedAt: now() }
      sessions.push(session)
      tell('session')
      return (why) => {
        session.ended = why
        tell('session_ended')
      }
    },
  }
}
