import type { ConversationFrameError } from '../ConversationFrameError.js'
import type { FrameOptions } from '../FrameOptions.js'
import { now } from '../now.js'
import { type ConversationFrameStatus, type FrameState, firstView, statusOf } from './FrameState.js'

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

/** Calls of the host that a store makes. */
export type FrameCallbacks = Pick<FrameOptions, 'onStatusChange' | 'onError' | 'onNavigate'>

/** An external store for React: one view's snapshot of whichever frame it shows. */
export interface SnapshotStore {
  subscribe: (subscriber: () => void) => () => void
  snapshot: () => FrameSnapshot
  /** Shows a state of the frame, and calls the host. */
  publish: (state: FrameState, hasNavigated: () => boolean) => void
  publishTabError: (error: ConversationFrameError | undefined) => void
}

const empty = snapshotOf(firstView)

export function createSnapshotStore(callbacks: () => FrameCallbacks): SnapshotStore {
  const subscribers = new Set<() => void>()
  let snapshot = empty
  let lastState = firstView

  function replace(next: FrameSnapshot): void {
    snapshot = next
    for (const subscriber of subscribers) subscriber()
  }

  return {
    subscribe(subscriber) {
      subscribers.add(subscriber)
      return () => subscribers.delete(subscriber)
    },
    snapshot: () => snapshot,
    publish(state, hasNavigated) {
      if (state === lastState) return
      lastState = state
      const next = snapshotOf(state)
      const { status, error } = next
      const { onStatusChange, onError, onNavigate } = callbacks()
      if (status !== snapshot.status) call(onStatusChange, status)
      // A message that is not about the frame's status stays.
      else next.tabError = snapshot.tabError
      if (error && (status === 'failed' || status === 'stalled')) call(onError ?? warn, error)
      if (hasNavigated()) call(onNavigate)
      replace(next)
    },
    publishTabError(tabError) {
      if (tabError) call(callbacks().onError, tabError)
      replace({ ...snapshot, tabError })
    },
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

/** The labels tell a person what to do; what is wrong is for the developer who sets the frame up. */
function warn({ message }: ConversationFrameError): void {
  if (process.env.NODE_ENV !== 'production') console.warn(`<ConversationFrame> ${message}`)
}

/** In a task of its own: an error that a host's callback throws is reported as the host's, and stops nothing. */
function call<Args extends unknown[]>(callback: ((...args: Args) => void) | undefined, ...args: Args): void {
  if (callback) queueMicrotask(() => callback(...args))
}
