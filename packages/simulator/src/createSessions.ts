import type { Ledger } from './ledger/createLedger.js'
import { randomHex } from './randomHex.js'

/** About two months: the lifetime of a stock session, however it started. */
const sessionLife = 61 * 24 * 3_600_000

/** The signed-in agent. */
export interface Session {
  id: string
  accountId: number
  agentId: number
}

/** The workspace's sessions. */
export interface Sessions {
  open(accountId: number, agentId: number): Session
  /** The first valid session. */
  find(ids: string[]): Session | undefined
  end(ids: string[]): void
}

/** Stores sessions, at most `cap()` for an agent: one more ends the oldest. */
export function createSessions(cap: () => false | number, now: () => number, ledger: Ledger): Sessions {
  const sessions = new Map<string, Session & { expiresAt: number; recordEnd: (why: 'cap' | 'logout') => void }>()
  const end = (id: string, why: 'cap' | 'logout') => {
    sessions.get(id)?.recordEnd(why)
    sessions.delete(id)
  }
  return {
    open(accountId, agentId) {
      const session = { id: randomHex(24), accountId, agentId }
      const expiresAt = now() + sessionLife
      sessions.set(session.id, { ...session, expiresAt, recordEnd: ledger.recordSession(accountId, agentId) })
      const own = [...sessions.values()].filter((candidate) => candidate.agentId === agentId)
      const limit = cap()
      if (limit !== false) for (const { id } of own.slice(0, -limit)) end(id, 'cap')
      return session
    },
    find: (ids) => ids.map((id) => sessions.get(id)).find((session) => session && session.expiresAt > now()),
    end(ids) {
      for (const id of ids) end(id, 'logout')
    },
  }
}
