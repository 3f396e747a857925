import type { ConversationFrameError } from '../ConversationFrameError.js'
import type { SingleUseLink } from '../link/SingleUseLink.js'

/** What a person sees of a frame: the public summary of {@link FrameState}. */
export type ConversationFrameStatus =
  | 'idle'
  | 'offline'
  | 'waiting'
  | 'requesting'
  | 'opening'
  | 'open'
  | 'stalled'
  | 'failed'

/** What a frame needs before it is open, and what was tried for it. */
export interface Need {
  /**
   * Where the URL to open comes from: the login endpoint, which has yet to be asked; a link that was requested and could not be
   * opened yet; or, without a login, the conversation's own address.
   */
  readonly source: 'endpoint' | SingleUseLink | 'address'
  /** The request is automatic and counts against the budget. First views and what a person asks for are free. */
  readonly heals: boolean
  /** Requests that failed since the last success. */
  readonly failures: number
  /** Links in a row that never loaded. */
  readonly stalls: number
  /** Do not ask before this moment. */
  readonly retryAt: number
  /** The frame was moved in the page, and so lost its document. */
  readonly moved?: boolean | undefined
  /**
   * A person asked for it: it is requested once and opened even if `navigator.onLine` is false. A VPN or a virtual adapter
   * can make it false while the login endpoint answers.
   */
  readonly evenOffline?: boolean | undefined
  /** The last failure. */
  readonly error?: ConversationFrameError | undefined
  /** A navigation that stalled may still load. */
  readonly stillLoading?: 'login' | 'address' | undefined
}

/**
 * The state of a frame. At `until` it changes without an event from outside.
 *
 * A login goes `idle` → `queued` (behind the page's other logins) → `requesting` → `ready` (while another tab's login is
 * under way) → `opening` → `settling` → `open`. Where the host names conversation URLs, `settling` leads to `entering`: a
 * second, clean frame on the conversation's own address. It waits for its turn too: the page of another login would
 * clear the session that it opens with.
 */
export type FrameState =
  | {
      readonly phase: 'idle'
      readonly because: 'idle' | 'offline' | 'waiting' | 'failed'
      readonly need: Need
      readonly until: number
    }
  | { readonly phase: 'queued' | 'requesting' | 'ready'; readonly need: Need }
  | {
      readonly phase: 'opening'
      readonly link: SingleUseLink
      readonly stalls: number
      readonly evenOffline?: boolean | undefined
      readonly until: number
    }
  | {
      readonly phase: 'settling'
      readonly next: 'open' | 'entering'
      readonly stalls: number
      readonly evenOffline?: boolean | undefined
      readonly until: number
      readonly latest: number
    }
  | { readonly phase: 'entering'; readonly stalls: number; readonly until: number }
  | { readonly phase: 'open'; readonly navigations: number }
  | { readonly phase: 'stalled'; readonly need: Need; readonly until: number }
  | { readonly phase: 'failed'; readonly error: ConversationFrameError }

/** A deadline that never comes. */
export const never = Number.POSITIVE_INFINITY

/** A login that is needed for the first time, or that a person asks for. */
export const firstNeed: Need = { source: 'endpoint', heals: false, failures: 0, stalls: 0, retryAt: 0 }

export const firstView: FrameState = { phase: 'idle', because: 'idle', need: firstNeed, until: never }

/** The first view of a conversation for which no login is needed. */
export const firstViewByAddress: FrameState = { ...firstView, need: { ...firstNeed, source: 'address' } }

/** When the state changes without an event from outside. */
export function nextDeadline(state: FrameState): number {
  return 'until' in state ? state.until : never
}

/** Whether other logins to the vendor have to wait: every login page clears the session that all frames share. */
export function holdsLoginTurn({ phase }: FrameState): boolean {
  return /^(queued|requesting|ready|opening|settling|entering)$/.test(phase)
}

/** Whether a login page is running in the frame, or may still come. */
export function isLoginPending(state: FrameState): boolean {
  return /^(opening|settling)$/.test(state.phase) || ('need' in state && state.need.stillLoading !== undefined)
}

/** Whether its link was requested, and nothing has gone wrong since. */
export function hasLink(state: FrameState): boolean {
  return state.phase === 'open' || (holdsLoginTurn(state) && state.phase !== 'queued')
}

export function statusOf(state: FrameState): ConversationFrameStatus {
  switch (state.phase) {
    case 'idle':
      return state.because
    case 'queued':
      return 'idle'
    case 'ready':
      return 'requesting'
    case 'settling':
      return state.next === 'open' ? 'open' : 'opening'
    case 'entering':
      return 'opening'
    default:
      return state.phase
  }
}
