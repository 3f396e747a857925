import type { Faults, LedgerTotals } from '@conversation-frame/simulator'

/** Somebody who could sign in: shown on the sign-in page of the demo. */
export interface DemoUser {
  name: string
  email: string
  password: string
  /** What one can see by signing in as this user. */
  account: string
  teams: string[]
  hasAgent: boolean
}

/** An agent that the signed-in user may work as. */
export interface AgentBody {
  id: number
  name: string
}

/** `GET /api/session`, and what signing in and switching answer. */
export interface SessionBody {
  user: { id: string; name: string; email: string; teams: string[] } | null
  account: { id: number; name: string } | null
  /** As whom the user works; `null`: there is no agent for this user. */
  agent: AgentBody | null
  agents: AgentBody[]
  /** Whether the vendor is simulated: then there is an operations page. */
  simulator: boolean
  /** Where login links may lead. */
  loginOrigins: string[]
  /** The address of a conversation in the workspace, with `{origin}` and `{conversationId}`; `null`: it is not used. */
  conversationUrl: string | null
  /** Only before somebody signs in, and only in the demo. */
  demoUsers: DemoUser[]
}

/** One of `GET /api/contacts`. */
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
  /** Over all contacts of the user, whatever was searched for. */
  unread: number
}

/** What a failed call answers. */
export interface FailureBody {
  error: string
}

/** What the vendor's book counts, as the charts show it. */
export type LinkCounts = Pick<LedgerTotals, 'minted' | 'redeemed' | 'wasted' | 'replayed' | 'refused'>

/** A slice of time on the charts. */
export interface OperationsSlice extends LinkCounts {
  /** When it began, in milliseconds since 1970. */
  at: number
}

/** A line in the log of the operations page. */
export interface OperationsLine {
  number: number
  at: number
  /** The login endpoint, or the simulated vendor. */
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
  /** How long the last links took to mint, in milliseconds, oldest first. */
  waits: number[]
  /** How often the endpoint failed, by code. */
  failures: Record<string, number>
  /** Newest first. */
  log: OperationsLine[]
}
