/** Ends a turn, or leaves the queue for one. */
export type EndTurn = () => void

/** The last login in line per name, where the browser has no Web Locks. */
const lines = new Map<string, Promise<void>>()

/**
 * Calls `start` when no other login of that name is under way, in any frame, React root or tab of this origin, and keeps
 * the others waiting until the returned function is called. Never calls `start` at once.
 *
 * Web Locks need a secure context; without them only this page's logins wait for each other.
 */
export function takeTurn(name: string, start: () => void): EndTurn {
  let end: EndTurn = () => {}
  const ended = new Promise<void>((resolve) => {
    end = resolve
  })
  const waiting = new AbortController()
  const run = () => {
    if (!waiting.signal.aborted) start()
    return ended
  }
  const locks: LockManager | undefined = globalThis.navigator?.locks
  if (locks) {
    locks.request(`conversation-frame ${name}`, { signal: waiting.signal }, run).catch(() => {
      // Aborted while waiting, or refused in an opaque origin.
      if (!waiting.signal.aborted) lineUp(name, run)
    })
  } else lineUp(name, run)
  return () => {
    waiting.abort()
    end()
  }
}

function lineUp(name: string, run: () => Promise<void>): void {
  const place = (lines.get(name) ?? Promise.resolve()).then(run)
  lines.set(name, place)
  void place.then(() => {
    if (lines.get(name) === place) lines.delete(name)
  })
}
