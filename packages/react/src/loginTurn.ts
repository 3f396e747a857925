/**
 * What a login may do: nothing before the page's former ones have settled, then ask for its link, and open it once no other
 * tab's login is under way.
 */
export type Turn = 'waits' | 'asks' | 'opens'

/** Ends a turn, or leaves the queue for one. */
export type EndTurn = () => void

/** The last login in line per name. */
const lines = new Map<string, Promise<void>>()

/**
 * Lines a login up behind the others of that name, in any frame, React root or tab of this origin, and keeps those that
 * come after it waiting until the returned function is called. Tells how far the login may go: never at once, and `asks`
 * in a microtask when the page has no other.
 *
 * Web Locks make the tabs wait for each other. Their answer takes longer than a paint, and a request for a link disturbs
 * nobody: hence the line in the page, which needs no answer. Without Web Locks, or in an insecure context, it is all there is.
 */
export function takeTurn(name: string, tell: (turn: 'asks' | 'opens') => void): EndTurn {
  let end: EndTurn = () => {}
  const ended = new Promise<void>((resolve) => {
    end = resolve
  })
  const leaving = new AbortController()
  const { signal } = leaving
  const open = () => {
    if (!signal.aborted) tell('opens')
    return ended
  }
  const place = (lines.get(name) ?? Promise.resolve()).then(() => {
    if (signal.aborted) return
    const locks: LockManager | undefined = globalThis.navigator?.locks
    // Before anything else: the answer is waited for. Rejected when it is left, or in an opaque origin.
    const lock = locks?.request(`conversation-frame ${name}`, { signal }, open)
    tell('asks')
    if (lock) lock.catch(open)
    else open()
    return ended
  })
  lines.set(name, place)
  void place.then(() => {
    if (lines.get(name) === place) lines.delete(name)
  })
  return () => {
    leaving.abort()
    end()
  }
}
