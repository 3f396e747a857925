import type { ConversationFrameError } from '../ConversationFrameError.js'
import type { LoginLink } from '../link/LoginLink.js'

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

/** A login that is needed, and what was tried for it. */
export interface Need {
  /** Automatic, and so counted against the budget. First views are free, and so are the reloads and moves of a person. */
  readonly heals: boolean
  /** Requests that failed since the last success. */
  readonly failures: number
  /** Links in a row that never loaded. */
  readonly stalls: number
  /** Not before this moment. */
  readonly retryAt: number
  /** The frame was moved in the page, and so lost its document. */
  readonly moved?: boolean | undefined
  /**
   * A person asked for it: it is requested once and opened although `navigator.onLine` may be false. A VPN or a virtual adapter
   * can make it so while the login endpoint answers.
   */
  readonly evenOffline?: boolean | undefined
  /** The last failure. */
  readonly error?: ConversationFrameError | undefined
  /** A link that was minted and could not be opened yet. */
  readonly link?: LoginLink | undefined
  /** A navigation that stalled may still load: the phase that this leads to. */
  readonly late?: 'settling' | 'open' | undefined
  /** No login: there is one that holds, and only the conversation's own address is to be opened. */
  readonly enters?: boolean | undefined
}

/**
 * Where a frame stands. At `until` the state changes by itself.
 *
 * A login goes `idle` → `queued` (behind the page's other logins) → `requesting` → `ready` (while another tab's login is
 * under way) → `opening` → `settling` → `open`. Where the host names conversation URLs, `settling` leads to `entering`: a
 * second, clean frame on the conversation's own address. It has to wait for its turn too: the page of another login would
 * clear the session that it opens with.
 */
export type FrameState =
  | {
      readonly phase: 'idle'
      readonly because: 'idle' | 'offline' | 'waiting' | 'failed'
      readonly need: Need
      readonly until: number
    }
  | { readonly phase: 'queued'; readonly need: Need }
  | { readonly phase: 'requesting'; readonly need: Need }
  | { readonly phase: 'ready'; readonly need: Need }
  | {
      readonly phase: 'opening'
      readonly link: LoginLink
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

/** The moment that does not come. */
export const never = Number.POSITIVE_INFINITY

/** A login that is needed for the first time, or that a person asks for. */
export const asked: Need = { heals: false, failures: 0, stalls: 0, retryAt: 0 }

export const firstView: FrameState = { phase: 'idle', because: 'idle', need: asked, until: never }

/** The first view of a conversation for which no login is needed. */
export const firstEntry: FrameState = { ...firstView, need: { ...asked, enters: true } }

/** When the state changes by itself. */
export function wakeAt(state: FrameState): number {
  return 'until' in state ? state.until : never
}

/** Whether other logins to the vendor have to wait: every login page clears the session that all frames share. */
export function holdsTurn({ phase }: FrameState): boolean {
  return ['queued', 'requesting', 'ready', 'opening', 'settling', 'entering'].includes(phase)
}

/** Whether its link has been asked for, and all is well as far as can be seen. */
export function hasLink(state: FrameState): boolean {
  return state.phase === 'open' || (holdsTurn(state) && state.phase !== 'queued')
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
