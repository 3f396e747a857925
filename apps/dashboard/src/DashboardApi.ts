import type { Faults, LedgerTotals } from '@conversation-frame/simulator'

/** A demo user on the sign-in page. */
export interface DemoUser {
  name: string
  email: string
  password: string
  /** Shown beside the name: what this user can see. */
  account: string
  teams: string[]
  hasAgent: boolean
}

/** An agent that the signed-in user may work as. */
export interface AgentBody {
  id: number
  name: string
}

/** `GET /api/session`. Signing in and switching the agent return it too. */
export interface SessionBody {
  user: { id: string; name: string; email: string; teams: string[] } | null
  account: { id: number; name: string } | null
  /** The current agent; `null` if the user has none. */
  agent: AgentBody | null
  agents: AgentBody[]
  /** Whether the vendor is simulated. Only then there is an operations page. */
  simulator: boolean
  /** Allowed origins of login links. */
  loginOrigins: string[]
  /** The URL of a conversation in the workspace, with `{origin}` and `{conversationId}`; `null` if unused. */
  conversationUrl: string | null
  /** Only before sign-in, and only in the demo. */
  demoUsers: DemoUser[]
}

/** An entry of `GET /api/contacts`. */
export interface ContactBody {
  id: number
  name: string
  phoneNumber?: string | undefined
  email?: string | undefined
  conversationId?: number | undefined
  inboxId?: number | undefined
  team: string
  channel?: string | undefined
  unread: number
  preview?: string | undefined
  lastMessageAt?: string | undefined
}

/** `GET /api/contacts?search=` */
export interface ContactsBody {
  contacts: ContactBody[]
  /** Counts all contacts of the user, regardless of the search. */
  unread: number
}

/** The body of a failed call. */
export interface FailureBody {
  error: string
}

/** The ledger's counts, as the charts show them. */
export type LinkCounts = Pick<LedgerTotals, 'minted' | 'redeemed' | 'wasted' | 'replayed' | 'refused'>

/** A slice of time on the charts. */
export interface OperationsSlice extends LinkCounts {
  /** Its start, in milliseconds since 1970. */
  at: number
}

/** A line in the log of the operations page. */
export interface OperationsLine {
  number: number
  at: number
  /** The source: the login endpoint, or the simulated vendor. */
  source: 'endpoint' | 'vendor'
  type: string
  code?: string | undefined
  durationMs?: number | undefined
  userId?: string | undefined
  conversationId?: number | undefined
  why?: string | undefined
}

/** Each event of `GET /api/operations/events`. */
export interface OperationsBody {
  totals: LinkCounts & Pick<LedgerTotals, 'accessTokens' | 'sessions'>
  faults: Faults
  /** The last five minutes, oldest first. */
  slices: OperationsSlice[]
  /** The time that the last links took to mint, in milliseconds, oldest first. */
  waits: number[]
  /** The number of endpoint failures by code. */
  failures: Record<string, number>
  /** Newest first. */
  log: OperationsLine[]
}
