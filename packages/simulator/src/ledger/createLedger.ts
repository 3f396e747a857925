import { createLedgerView, emptyEntries } from './createLedgerView.js'
import { createListeners } from './createListeners.js'
import type { LedgerAccessToken, LedgerLink, LedgerSession, LedgerView, RefusalReason } from './Ledger.js'

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
  const entries = emptyEntries()
  const { notify, subscribe } = createListeners(now)
  let minted = 0

  return {
    view: createLedgerView(entries, now, { notify, subscribe }),
    recordMint(link) {
      const id = `link-${++minted}`
      const entry: LedgerLink = { id, ...link, navigated: 0, redeemed: 0, replayed: 0, refused: [] }
      entries.links.set(id, entry)
      notify('minted', entry)
      return id
    },
    recordLoginPage(linkId) {
      entries.loginPagesOpened += 1
      const link = entries.links.get(linkId ?? '')
      if (!link) return notify('login_page')
      link.navigated += 1
      if (link.redeemed) link.replayed += 1
      notify('navigated', link)
    },
    recordRedemption(linkId) {
      const link = entries.links.get(linkId)
      if (!link) return
      link.redeemed = 1
      link.redeemedAt = now()
      notify('redeemed', link)
    },
    recordRefusal(linkId, why) {
      const link = entries.links.get(linkId ?? '')
      if (!link) {
        entries.unknownRefusals += 1
        return notify('refused')
      }
      link.refused.push({ at: now(), why })
      if (link.redeemed) link.replayed += 1
      notify('refused', link)
    },
    recordAccessToken(token) {
      entries.accessTokens.push(token)
      notify('access_token')
    },
    recordSession(account, agent) {
      const session: LedgerSession = { account, agent, openedAt: now() }
      entries.sessions.push(session)
      notify('session')
      return (why) => {
        session.ended = why
        notify('session_ended')
      }
    },
  }
}
