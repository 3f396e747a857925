import { asFrameError, type ConversationFrameError } from '../ConversationFrameError.js'
import { openLinkInNewTab } from '../link/openLinkInNewTab.js'
import { now } from '../now.js'
import type { FrameRegistry } from '../session/createFrameRegistry.js'
import type { Frame } from './createFrame.js'
import { type ConversationFrameStatus, type FrameState, firstView, statusOf } from './FrameState.js'
import type { FrameSettings } from './frameSettings.js'

/** What is shown of a frame. */
export interface FrameSnapshot {
  status: ConversationFrameStatus
  /** The last failure, until the conversation is open: why it is `failed`, `stalled` or `waiting`. */
  error: ConversationFrameError | undefined
  /** When `waiting` ends, in milliseconds since the epoch. */
  retryAt: number | undefined
  /** The settled frame has loaded again: perhaps the person has to reconnect. */
  navigated: boolean
  /** Why the last attempt to open a new tab failed. */
  tabError: ConversationFrameError | undefined
}

const empty = snapshotOf(firstView)

/** The place of one component in the page: which frame stands there changes with its target. */
export function createFrameView() {
  const subscribers = new Set<() => void>()
  let snapshot = empty
  let frame: Frame | undefined
  let settings: FrameSettings | undefined
  let container: HTMLElement | null = null
  let shown = false
  let told: FrameState = firstView

  function publish(state: FrameState): void {
    if (state === told) return
    told = state
    const { status, tabError } = snapshot
    snapshot = snapshotOf(state)
    // What is not about the frame's status is left to be read.
    if (status === snapshot.status) snapshot.tabError = tabError
    if (status !== snapshot.status) tell(settings?.onStatusChange, snapshot.status)
    if (snapshot.error && (snapshot.status === 'failed' || snapshot.status === 'stalled')) {
      // The person who sees the frame is told what to do, and not what is wrong: that is for who sets it up.
      if (settings?.onError) tell(settings.onError, snapshot.error)
      else if (process.env.NODE_ENV !== 'production') console.warn(`<ConversationFrame> ${snapshot.error.message}`)
    }
    if (frame?.hasNavigated()) tell(settings?.onNavigate)
    notify()
  }

  function notify(): void {
    for (const subscriber of subscribers) subscriber()
  }

  function place(next: FrameSettings, registry: FrameRegistry, keepAlive: number): Frame {
    const former = registry.has(frame) ? frame : undefined
    if (former?.key === next.key) return former
    const placed = registry.find(next)
    if (former) leave(former, registry, former.user === placed.user ? keepAlive : 0)
    return placed
  }

  function leave(former: Frame, registry: FrameRegistry, keepAlive: number): void {
    former.detach()
    if (!registry.park(former, keepAlive)) registry.dispose(former)
    queueMicrotask(() => registry.trim(keepAlive))
  }

  return {
    subscribe(subscriber: () => void): () => void {
      subscribers.add(subscriber)
      return () => subscribers.delete(subscriber)
    },

    snapshot: () => snapshot,

    /** Puts the frame that the settings ask for into the container, or leaves it there. */
    show(element: HTMLElement | null, next: FrameSettings, registry: FrameRegistry, keepAlive: number): void {
      frame = place(next, registry, keepAlive)
      settings = next
      container = element
      shown = true
      registry.unpark(frame)
      frame.update(next)
      publish(frame.state())
      if (element) frame.attach(element, publish)
    },

    /** Effects of parents have run since `show`. */
    look: () =>
      queueMicrotask(() => {
        if (shown && container) frame?.attach(container, publish)
      }),

    /**
     * The component is hidden, or about to be removed: React tells the same of both. A frame that can move leaves at once,
     * before its place is gone; whether it was only hidden shows when React is done.
     */
    hide(registry: FrameRegistry, keepAlive: number): void {
      const leaving = frame
      if (!leaving) return
      shown = false
      leaving.detach()
      const parked = registry.park(leaving, keepAlive)
      queueMicrotask(() => {
        if (!shown && frame === leaving) {
          const place = container
          const stays = place?.isConnected === true
          if (stays && parked && registry.unpark(leaving)) leaving.park(() => place)
          else if (!stays || parked) frame = undefined
          if (!stays && !parked) registry.dispose(leaving)
        }
        registry.trim(keepAlive)
      })
    },

    reload: () => frame?.reload(),

    /** Never rejects: what went wrong is told like a failure of the frame. */
    async openInNewTab(waitingText: string): Promise<void> {
      const by = settings
      if (!by) return
      const error = await openLinkInNewTab(by, waitingText, container).then(() => undefined, asFrameError)
      snapshot = { ...snapshot, tabError: error }
      if (error) tell(by.onError, error)
      notify()
    },

    postMessage: (data: unknown) => frame?.postMessage(data),
    focus: () => frame?.focus(),
    element: () => frame?.element() ?? null,
  }
}

function snapshotOf(state: FrameState): FrameSnapshot {
  const status = statusOf(state)
  const need = 'need' in state ? state.need : undefined
  const error = 'error' in state ? state.error : need?.error
  const retryAt = status === 'waiting' && need ? Date.now() + need.retryAt - now() : undefined
  const navigated = state.phase === 'open' && state.navigations > 0
  return { status, error, retryAt, navigated, tabError: undefined }
}

/** Apart from our own work: an error that a host's callback throws is reported as the host's, and stops nothing. */
function tell<Args extends unknown[]>(callback: ((...args: Args) => void) | undefined, ...args: Args): void {
  if (callback) queueMicrotask(() => callback(...args))
}
