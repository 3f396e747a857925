import type { LoginEvent } from '@conversation-frame/server'
import type { Simulator } from '@conversation-frame/simulator'
import type { LinkCounts, OperationsBody, OperationsLine, OperationsSlice } from '../DashboardApi.js'

/** What the operations page shows: the vendor's ledger and the login endpoint's events, over time. */
export type Journal = ReturnType<typeof createJournal>

const sliceLength = 10_000
const slicesKept = 30
const waitsKept = 40
const linesKept = 24
const counted = ['minted', 'redeemed', 'wasted', 'replayed', 'refused'] as const

/** `now` is the clock of the charts. The simulator's own clock may have been moved ahead. */
export function createJournal({ ledger, faults }: Simulator, now: () => number = Date.now) {
  const listeners = new Set<() => void>()
  const slices = new Map<number, OperationsSlice>()
  let before = countsOf()
  let waits: number[] = []
  let failures: Record<string, number> = {}
  let log: OperationsLine[] = []
  let lines = 0

  function countsOf(): LinkCounts {
    const { minted, redeemed, wasted, replayed, refused } = ledger.totals()
    return { minted, redeemed, wasted, replayed, refused }
  }

  function sliceAt(at: number): OperationsSlice {
    const start = at - (at % sliceLength)
    return slices.get(start) ?? { at: start, minted: 0, redeemed: 0, wasted: 0, replayed: 0, refused: 0 }
  }

  /** Adds the ledger's new counts. A wasted link causes no event, so it is found by polling. */
  function look(): void {
    const counts = countsOf()
    const slice = { ...sliceAt(now()) }
    for (const name of counted) slice[name] += Math.max(0, counts[name] - before[name])
    before = counts
    slices.set(slice.at, slice)
    for (const start of slices.keys()) if (start <= now() - sliceLength * slicesKept) slices.delete(start)
  }

  function write(line: Omit<OperationsLine, 'number' | 'at'>): void {
    log = [{ number: ++lines, at: now(), ...line }, ...log].slice(0, linesKept)
    for (const listener of [...listeners]) listener()
  }

  const stop = ledger.subscribe(({ type, link }) => {
    look()
    write({ source: 'vendor', type, conversationId: link?.target.conversationId, why: link?.refused.at(-1)?.why })
  })

  return {
    stop,

    /** The login endpoint's `onEvent`. */
    record(event: LoginEvent): void {
      const { type } = event
      const code = 'code' in event ? event.code : undefined
      const durationMs = 'durationMs' in event ? event.durationMs : undefined
      if (type === 'minted') waits = [...waits, event.durationMs].slice(-waitsKept)
      if (code) failures = { ...failures, [code]: (failures[code] ?? 0) + 1 }
      write({
        source: 'endpoint',
        type,
        code,
        durationMs,
        userId: 'userId' in event ? event.userId : undefined,
        conversationId: 'conversationId' in event ? event.conversationId : undefined,
        why: 'why' in event ? event.why : undefined,
      })
    },

    /** Calls the listener after each change, until the returned function is called. */
    subscribe(listener: () => void): () => void {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },

    body(): OperationsBody {
      look()
      const { accessTokens, sessions } = ledger.totals()
      const last = now() - (now() % sliceLength)
      const starts = Array.from({ length: slicesKept }, (_, index) => last - (slicesKept - 1 - index) * sliceLength)
      return {
        totals: { ...before, accessTokens, sessions },
        faults: faults.current(),
        slices: starts.map(sliceAt),
        waits,
        failures,
        log,
      }
    },

    /** Resets the counts. */
    clear(): void {
      slices.clear()
      waits = []
      failures = {}
      log = []
      ledger.clear()
      before = countsOf()
    },
  }
}
