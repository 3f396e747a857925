/** Why a redemption was refused. `wrong_email`: the link is another agent's. `unknown`: no such link was ever minted. */
export type RefusalReason = 'used' | 'expired' | 'throttled' | 'wrong_email' | 'unknown'

/** A refused redemption. */
export interface LedgerRefusal {
  at: number
  why: RefusalReason
}

/** What the link opens, as the partner API was asked. */
export interface LedgerTarget {
  /** Absent for `loginAgent`. */
  conversationId?: number
  inboxId?: number
  phoneNumber?: string
  email?: string
  name?: string
}

/** The life of one login link. It never contains the link's token. Times are milliseconds since 1970. */
export interface LedgerLink {
  /** A name for tests and panels, such as `link-1`. Not the token. */
  id: string
  endpoint: 'loginConversation' | 'loginAgent'
  /** The partner API's `accountID`. */
  account: number
  /** The partner API's `agentID`. */
  agent: number
  server: string
  target: LedgerTarget
  mintedAt: number
  expiresAt: number
  /** GETs of the login page with this link. They do not spend it. */
  navigated: number
  /** Successful redemptions: never more than one. */
  redeemed: 0 | 1
  redeemedAt?: number
  /** Navigations and redemptions after it was spent. Each of them logs the agent out. */
  replayed: number
  /** Attempts to redeem it that were refused. */
  refused: LedgerRefusal[]
}

/** A bearer token that the partner API issued, without the token. */
export interface LedgerAccessToken {
  issuedAt: number
  expiresAt: number
}

/** A session of an agent in the workspace, without its cookie. */
export interface LedgerSession {
  account: number
  agent: number
  openedAt: number
  /** `cap`: the oldest gave way to a new one. `logout`: by the agent. */
  ended?: 'cap' | 'logout'
}

/** Sums over everything since the start or the last `clear()`. */
export interface LedgerTotals {
  minted: number
  /** GETs of the login page with a known link. */
  navigated: number
  redeemed: number
  /** Navigations or redemptions of a link that was already spent. */
  replayed: number
  /** Redemptions that failed, whatever the reason. */
  refused: number
  /** Links past their life that were never redeemed. */
  wasted: number
  accessTokens: number
  /** Sessions opened. */
  sessions: number
  /** GETs of the login page, with any link or as a plain form. */
  loginPagesOpened: number
}

/** What has just happened. */
export interface LedgerEvent {
  type:
    | 'minted'
    | 'navigated'
    | 'redeemed'
    | 'refused'
    | 'access_token'
    | 'session'
    | 'session_ended'
    | 'login_page'
    | 'cleared'
  at: number
  /** As it is after the event; absent where no known link is concerned. */
  link?: LedgerLink
}

/** The vendor's own book: what a test compares a client's promises with. */
export interface LedgerView {
  /** In the order they were minted. Copies: they do not change later. */
  links(): LedgerLink[]
  totals(): LedgerTotals
  accessTokens(): LedgerAccessToken[]
  sessions(): LedgerSession[]
  /** Calls the listener after each change, until the returned function is called. */
  subscribe(listener: (event: LedgerEvent) => void): () => void
  /** Forgets what was counted. Links, tokens and sessions keep working, uncounted. */
  clear(): void
}
