import { ConversationFrameError } from './ConversationFrameError.js'
import type { LoginLink } from './LoginLink.js'

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
  /** First views and what a person asks for are free; healing is counted against the budget. */
  readonly cause: 'first view' | 'person' | 'healing'
  /** Requests that failed since the last success. */
  readonly failures: number
  /** Links in a row that never loaded. */
  readonly stalls: number
  /** Not before this moment; 0 is at once, `Infinity` never by itself. */
  readonly retryAt: number
  /** The last failure. */
  readonly error?: ConversationFrameError | undefined
  /** A link that was minted and could not be opened yet. */
  readonly link?: LoginLink | undefined
  /** A navigation that stalled may still load: the phase that this leads to. */
  readonly late?: 'settling' | 'open' | undefined
}

/**
 * Where a frame stands.
 *
 * A login goes `idle` → `queued` (for the turn) → `requesting` → `opening` → `settling` → `open`. Where the host names
 * conversation URLs, `settling` leads to `entering`: a second, clean frame on the conversation's own address.
 */
export type FrameState =
  | { readonly phase: 'idle'; readonly because: 'idle' | 'offline' | 'waiting'; readonly need: Need }
  | { readonly phase: 'queued'; readonly need: Need }
  | { readonly phase: 'requesting'; readonly need: Need }
  | { readonly phase: 'opening'; readonly link: LoginLink; readonly stalls: number; readonly until: number }
  | { readonly phase: 'settling'; readonly next: 'open' | 'entering'; readonly until: number; readonly latest: number }
  | { readonly phase: 'entering'; readonly until: number }
  | { readonly phase: 'open'; readonly navigations: number }
  | { readonly phase: 'stalled'; readonly need: Need; readonly error: ConversationFrameError }
  | { readonly phase: 'failed'; readonly error: ConversationFrameError }

export type FrameEvent =
  /** The network, the tab or the view changed: see {@link Moment}. */
  | { readonly type: 'changed' }
  /** The moment of {@link wakeAt} has come. */
  | { readonly type: 'time' }
  /** No other login to this vendor is under way, and none starts before this one has settled. */
  | { readonly type: 'turn' }
  | { readonly type: 'link'; readonly link: LoginLink }
  | { readonly type: 'refused'; readonly error: ConversationFrameError }
  /** A document of another origin has loaded in the frame. */
  | { readonly type: 'load' }
  /** The frame was moved: it has lost its document and its history. */
  | { readonly type: 'reset' }
  /** The host's own policy forbids the frame. */
  | { readonly type: 'blocked'; readonly error: ConversationFrameError }
  /** A person asks for a fresh link. */
  | { readonly type: 'reload' }
  /** Another conversation of the same agent is wanted, and its URL is known. */
  | { readonly type: 'enter' }

/** The world at an event. */
export interface Moment {
  readonly now: number
  readonly online: boolean
  /** In a visible tab, attached to the page and, when lazy, near the viewport. */
  readonly shown: boolean
  /** From 0 to 1: spreads the retries of many frames. */
  readonly jitter: number
  /** When the page minted for healing. */
  readonly healed: readonly number[]
  readonly budget: { readonly max: number; readonly windowMs: number }
  readonly settleTime: number
  readonly loadTimeout: number
  /** The conversation has a URL of its own to open once the login has settled. */
  readonly twoFrames: boolean
}

export const firstView: FrameState = {
  phase: 'idle',
  because: 'idle',
  need: { cause: 'first view', failures: 0, stalls: 0, retryAt: 0 },
}

const retried = new Set(['rate_limited', 'vendor_unavailable', 'unavailable', 'network', 'timeout'])

/** Decides what happens next. Everything that a frame does follows from the state that this returns. */
export function nextState(state: FrameState, event: FrameEvent, moment: Moment): FrameState {
  switch (event.type) {
    case 'changed':
      return state.phase === 'idle' || state.phase === 'queued' ? seek(state.need, moment, state) : state
    case 'time':
      return afterTime(state, moment)
    case 'turn': {
      if (state.phase !== 'queued') return state
      const next = seek(state.need, moment, state)
      if (next.phase !== 'queued') return next
      return usable(next.need.link, moment)
        ? opening(next.need.link, next.need.stalls, moment)
        : { phase: 'requesting', need: { ...next.need, link: undefined } }
    }
    case 'link': {
      if (state.phase !== 'requesting') return state
      const { link } = event
      return moment.online && moment.shown && usable(link, moment)
        ? opening(link, state.need.stalls, moment)
        : seek({ ...state.need, cause: 'healing', link }, moment)
    }
    case 'refused':
      return state.phase === 'requesting' ? afterRefusal(state.need, event.error, moment) : state
    case 'load':
      return afterLoad(state, moment)
    case 'reset':
      return state.phase === 'opening' || state.phase === 'settling' || state.phase === 'open'
        ? seek({ cause: 'healing', failures: 0, stalls: 0, retryAt: 0 }, moment)
        : state
    case 'blocked':
      return 'until' in state ? { phase: 'failed', error: event.error } : state
    case 'reload':
      if (state.phase === 'requesting') return state
      return seek(
        { cause: 'person', failures: 0, stalls: 0, retryAt: 0, link: 'need' in state ? state.need.link : undefined },
        moment,
      )
    case 'enter':
      return state.phase === 'open' || state.phase === 'entering'
        ? { phase: 'entering', until: moment.now + moment.loadTimeout }
        : state
  }
}

/** When the state changes by itself; `Infinity` for never. */
export function wakeAt(state: FrameState): number {
  if ('until' in state) return state.until
  return state.phase === 'stalled' || (state.phase === 'idle' && state.because === 'waiting')
    ? state.need.retryAt
    : Number.POSITIVE_INFINITY
}

/** Whether other logins to the vendor have to wait: every login page clears the session that they share. */
export function holdsTurn({ phase }: FrameState): boolean {
  return phase === 'queued' || phase === 'requesting' || phase === 'opening' || phase === 'settling'
}

export function statusOf(state: FrameState): ConversationFrameStatus {
  switch (state.phase) {
    case 'idle':
      return state.because
    case 'queued':
      return 'idle'
    case 'settling':
      return state.next === 'open' ? 'open' : 'opening'
    case 'entering':
      return 'opening'
    default:
      return state.phase
  }
}

/** What stands between a need and its turn. Gives `previous` back when nothing changed, so that nothing is told twice. */
function seek(need: Need, moment: Moment, previous?: FrameState): FrameState {
  const because = !moment.online ? 'offline' : moment.now < need.retryAt ? 'waiting' : !moment.shown ? 'idle' : null
  if (because === null || because === 'waiting') {
    const usedUp =
      need.cause === 'healing' &&
      !usable(need.link, moment) &&
      mintsLeft(moment, Math.max(moment.now, need.retryAt)) <= 0
    if (usedUp) return { phase: 'failed', error: budgetExhausted(need.error) }
  }
  if (because === null) return previous?.phase === 'queued' ? previous : { phase: 'queued', need }
  return previous?.phase === 'idle' && previous.because === because ? previous : { phase: 'idle', because, need }
}

function afterTime(state: FrameState, moment: Moment): FrameState {
  if (moment.now < wakeAt(state)) return state
  switch (state.phase) {
    case 'idle':
    case 'stalled':
      return seek(state.need, moment)
    case 'opening':
      return stalled(state.stalls, 'settling', moment)
    case 'entering':
      return stalled(0, 'open', moment)
    case 'settling':
      return state.next === 'open'
        ? { phase: 'open', navigations: 0 }
        : { phase: 'entering', until: moment.now + moment.loadTimeout }
    default:
      return state
  }
}

function afterLoad(state: FrameState, moment: Moment): FrameState {
  switch (state.phase) {
    case 'opening':
      return settling(moment, moment.now + moment.loadTimeout)
    case 'settling':
      return settling(moment, state.latest)
    case 'entering':
      return { phase: 'open', navigations: 0 }
    case 'open':
      return { phase: 'open', navigations: state.navigations + 1 }
    case 'failed':
      return state
    default:
      if (state.need.late === 'open') return { phase: 'open', navigations: 0 }
      return state.need.late ? settling(moment, moment.now + moment.loadTimeout) : state
  }
}

function afterRefusal(need: Need, error: ConversationFrameError, moment: Moment): FrameState {
  if (!retried.has(error.code)) return { phase: 'failed', error }
  const wait = Math.max((error.retryAfterSeconds ?? 0) * 1000, backOff(need.failures, moment))
  return seek({ ...need, cause: 'healing', failures: need.failures + 1, error, retryAt: moment.now + wait }, moment)
}

function opening(link: LoginLink, stalls: number, moment: Moment): FrameState {
  return { phase: 'opening', link, stalls, until: moment.now + moment.loadTimeout }
}

/** A page that loads again and again must not keep the turn for ever: hence `latest`. */
function settling({ now, settleTime, twoFrames }: Moment, latest: number): FrameState {
  return { phase: 'settling', next: twoFrames ? 'entering' : 'open', until: Math.min(now + settleTime, latest), latest }
}

/** One fresh link by itself after the first stall, then a button. */
function stalled(stalls: number, late: 'settling' | 'open', moment: Moment): FrameState {
  const retryAt = stalls === 0 ? moment.now + backOff(0, moment) : Number.POSITIVE_INFINITY
  const error = new ConversationFrameError('stalled', 'nothing loaded in time')
  return {
    phase: 'stalled',
    error,
    need: {
      cause: 'healing',
      failures: 0,
      stalls: stalls + 1,
      retryAt: mintsLeft(moment, retryAt) > 0 ? retryAt : Number.POSITIVE_INFINITY,
      error,
      late,
    },
  }
}

function usable(link: LoginLink | undefined, { now }: Moment): link is LoginLink {
  return link !== undefined && now < link.opensUntil
}

function mintsLeft({ healed, budget }: Moment, at: number): number {
  return budget.max - healed.filter((when) => when > at - budget.windowMs).length
}

/** 1, 2, 4 … seconds, at most a minute, and up to a second more. */
function backOff(failures: number, { jitter }: Moment): number {
  return Math.min(1000 * 2 ** failures, 60_000) + 1000 * jitter
}

function budgetExhausted(cause: unknown): ConversationFrameError {
  return new ConversationFrameError('budget_exhausted', 'the automatic attempts are used up', { cause })
}
