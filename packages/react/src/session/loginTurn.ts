/**
 * How far a login may go: `waits` while the page has another one, `asks` for its link, and `opens` it once no other tab's
 * login is under way.
 */
export type TurnStage = 'waits' | 'asks' | 'opens'

/** Ends a turn, or leaves the queue for one. */
export type EndTurn = () => void

/**
 * How long a login waits for those of other tabs. With the default times none lasts longer: a tab that hangs in an `alert`
 * or a debugger would hold up all others.
 */
const otherTabsTimeoutMs = 90_000

/** The end of the last login in the page's queue. */
let lastInQueue = Promise.resolve()

/**
 * Makes logins to the vendor run one at a time, since each login page clears the session that all frames share.
 *
 * 1. A login joins the queue of this page, behind the frames and new tabs that came before it.
 * 2. At the front of the queue it reaches `asks`: it may request its link. It asks for the Web Lock that all tabs of this
 *    origin share. The answer takes longer than a paint, and a request disturbs no other login, so it does not wait for it.
 * 3. With the lock it reaches `opens`: it may navigate. Without Web Locks, or in an insecure context, it does so immediately.
 * 4. It keeps the queue and the lock until the returned function is called. The next login waits for that and for nothing else.
 *
 * A tab that keeps the lock too long is passed over: those who wait queue up for a second lock, in which they still wait for
 * each other, and keep their request for the first one.
 *
 * @param onStage called for `asks` and `opens`, never before this function has returned
 */
export function takeTurn(onStage: (stage: 'asks' | 'opens') => void): EndTurn {
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
      onStage('opens')
    }
    return ended
  }
  const requestLock = (locks: LockManager, round = 1) => {
    timer = setTimeout(requestLock, otherTabsTimeoutMs, locks, round + 1)
    // Rejected when the login leaves the queue, or in an opaque origin.
    locks.request(`conversation-frame ${round}`, { signal }, open).catch(open)
  }
  const former = lastInQueue
  lastInQueue = former.then(() => ended)
  void former.then(() => {
    if (signal.aborted) return
    const locks: LockManager | undefined = globalThis.navigator?.locks
    // Before `asks`: the sooner the request, the sooner its answer.
    if (locks) requestLock(locks)
    onStage('asks')
    if (!locks) void open()
  })
  return () => {
    clearTimeout(timer)
    leaving.abort()
    end()
  }
}
