/**
 * What a login may do: nothing before the page's former ones have settled, then ask for its link, and open it once no other
 * tab's login is under way.
 */
export type Turn = 'waits' | 'asks' | 'opens'

/** Ends a turn, or leaves the line for one. */
export type EndTurn = () => void

/**
 * Milliseconds that the logins of other tabs are waited for. With the default times none lasts longer: a tab that stands
 * still, in an `alert` or a debugger, would hold up all others.
 */
const patience = 90_000

/** The end of the last login in line. */
let line = Promise.resolve()

/**
 * Lines a login up behind the others, in any frame, React root or tab of this origin, and keeps those that come after it
 * waiting until the returned function is called. Tells how far the login may go: never at once, and `asks` in a microtask
 * when the page has no other.
 *
 * Web Locks make the tabs wait for each other. Their answer takes longer than a paint, and a request for a link disturbs
 * nobody: hence the line in the page, which needs no answer. Without Web Locks, or in an insecure context, it is all there is.
 */
export function takeTurn(tell: (turn: 'asks' | 'opens') => void): EndTurn {
  let end: EndTurn = () => {}
  const ended = new Promise<void>((resolve) => {
    end = resolve
  })
  const leaving = new AbortController()
  const { signal } = leaving
  let timer: ReturnType<typeof setTimeout> | undefined
  let opens = false
  const open = () => {
    clearTimeout(timer)
    if (!opens && !signal.aborted) {
      opens = true
      tell('opens')
    }
    return ended
  }
  const former = line
  // Whatever becomes of this login, the next one waits for its end and for no more.
  line = former.then(() => ended)
  void former.then(() => {
    if (signal.aborted) return
    const locks: LockManager | undefined = globalThis.navigator?.locks
    /** All who lose patience with a tab line up once more, behind each other, and for that tab as before. */
    const wait = (locks: LockManager, round = 1) => {
      timer = setTimeout(wait, patience, locks, round + 1)
      // Rejected when it is left, or in an opaque origin.
      locks.request(`conversation-frame ${round}`, { signal }, open).catch(open)
    }
    // Before anything else: the answer is waited for.
    if (locks) wait(locks)
    tell('asks')
    if (!locks) void open()
  })
  return () => {
    clearTimeout(timer)
    leaving.abort()
    end()
  }
}
