/** Why a redemption was refused. `wrong_email`: the link belongs to another agent. `unknown`: no such link was minted. */
export type RefusalReason = 'used' | 'expired' | 'throttled' | 'wrong_email' | 'unknown'

/** A refused redemption. */
export interface LedgerRefusal {
  at: number
  why: RefusalReason
}

/** The target of the link, as requested from the partner API. */
export interface LedgerTarget {
  /** Absent for `loginAgent`. */
  conversationId?: number
  inboxId?: number
  phoneNumber?: string
  email?: string
  name?: string
}

/** The history of one login link, without its token. Times are milliseconds since 1970. */
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
  /** GETs of the login page with this link, which do not spend it. */
  navigated: number
  /** Successful redemptions: at most one. */
  redeemed: 0 | 1
  redeemedAt?: number
  /** Navigations and redemptions after it was spent. Each of them logs the agent out. */
  replayed: number
  /** Refused attempts to redeem it. */
  refused: LedgerRefusal[]
}

/** A bearer token issued by the partner API, without its value. */
export interface LedgerAccessToken {
  issuedAt: number
  expiresAt: number
}

/** An agent's session in the workspace, without its cookie. */
export interface LedgerSession {
  account: number
  agent: number
  openedAt: number
  /** `cap`: a newer session replaced it. `logout`: the agent logged out. */
  ended?: 'cap' | 'logout'
}

/** Sums since the start or the last `clear()`. */
export interface LedgerTotals {
  minted: number
  /** GETs of the login page with a known link. */
  navigated: number
  redeemed: number
  /** Navigations or redemptions of an already spent link. */
  replayed: number
  /** Failed redemptions, for any reason. */
  refused: number
  /** Links that expired without a redemption. */
  wasted: number
  accessTokens: number
  /** Sessions opened. */
  sessions: number
  /** GETs of the login page, with any link or as a plain form. */
  loginPagesOpened: number
}

/** A single event. */
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
  /** The link's state after the event; absent if the event concerns no known link. */
  link?: LedgerLink
}

/** The vendor's own records, against which tests check a client. */
export interface LedgerView {
  /** In minting order. Copies: they do not change later. */
  links(): LedgerLink[]
  totals(): LedgerTotals
  accessTokens(): LedgerAccessToken[]
  sessions(): LedgerSession[]
  /** Calls the listener after each change, until the returned function is called. */
  subscribe(listener: (event: LedgerEvent) => void): () => void
  /** Resets the counts. Existing links, tokens and sessions keep working, but are not counted. */
  clear(): void
}
