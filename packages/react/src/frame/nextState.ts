import { ConversationFrameError } from '../ConversationFrameError.js'
import { isUsable, type SingleUseLink } from '../link/SingleUseLink.js'
import { type BudgetUse, canHeal } from '../session/healingBudget.js'
import type { TurnStage } from '../session/loginTurn.js'
import { type FrameState, firstNeed, type Need, never, nextDeadline } from './FrameState.js'
import { isOnline, waitingState } from './waitingState.js'

export type FrameEvent =
  /** The network, the tab, the view or the turn changed, or `until` has come: see {@link Moment}. */
  | { readonly type: 'changed' }
  | { readonly type: 'link'; readonly link: SingleUseLink }
  | { readonly type: 'refused'; readonly error: ConversationFrameError }
  /** The link was opened elsewhere before it could be opened here: nothing was navigated to. */
  | { readonly type: 'repeated'; readonly error: ConversationFrameError }
  /** A document of another origin has loaded in the frame. */
  | { readonly type: 'load' }
  /** The frame was moved: it has lost its document and its history. */
  | { readonly type: 'reset' }
  /** The host's own policy forbids the frame. */
  | { readonly type: 'blocked'; readonly error: ConversationFrameError }
  /** A fresh link is needed. If a person asked, it is requested and opened even if the browser says that it is offline. */
  | { readonly type: 'reload'; readonly evenOffline?: boolean }

/** What a decision depends on beside the state. */
export interface Moment extends BudgetUse {
  readonly online: boolean
  /** A person has just clicked or typed in the frame's window: its transient user activation. */
  readonly isActive: boolean
  /** In a visible tab, attached to the page and, when lazy, near the viewport. */
  readonly isShown: boolean
  readonly turn: TurnStage
  /** From 0 to 1: spreads the retries of many frames. */
  readonly jitter: number
  readonly settleTime: number
  readonly loadTimeout: number
  /** The conversation has an address of its own to open once the login has settled. */
  readonly hasAddress: boolean
}

const opened: FrameState = { phase: 'open', navigations: 0 }
const retried = /^(rate_limited|vendor_unavailable|unavailable|network|timeout|link_already_used)$/

/** Decides what happens next. Everything that a frame does follows from the state that this returns. */
export function nextState(state: FrameState, event: FrameEvent, moment: Moment): FrameState {
  switch (event.type) {
    case 'changed':
      return afterChange(state, moment)
    case 'link':
      return state.phase === 'requesting' ? afterLink(state.need, event.link, moment) : state
    case 'refused':
      return state.phase === 'requesting' ? afterRefusal(state.need, event.error, moment) : state
    case 'repeated':
      return state.phase === 'opening' ? afterRefusal(continued(state), event.error, moment) : state
    case 'load':
      return afterLoad(state, moment)
    case 'reset':
      return afterReset(state, moment)
    case 'blocked':
      return /^(opening|settling|entering)$/.test(state.phase) ? { phase: 'failed', error: event.error } : state
    case 'reload':
      return afterReload(state, event.evenOffline, moment)
  }
}

function afterChange(state: FrameState, moment: Moment): FrameState {
  if (state.phase === 'idle' || state.phase === 'queued' || state.phase === 'ready')
    return advance(waitingState(state.need, moment, state), moment)
  if (moment.now < nextDeadline(state)) return state
  switch (state.phase) {
    case 'stalled':
      return waitingState(state.need, moment)
    case 'opening':
      return stalled(state.stalls, 'login', moment)
    case 'entering':
      return stalled(state.stalls, 'address', moment)
    case 'settling':
      if (state.next === 'open' || !moment.hasAddress) return opened
      return advance(waitingState({ ...continued(state), source: 'address' }, moment), moment)
    default:
      return state
  }
}

function afterLink(former: Need, link: SingleUseLink, moment: Moment): FrameState {
  const need = { ...former, heals: true, source: link }
  return isOnline(need, moment) && moment.isShown && isUsable(link, moment.now)
    ? advance({ phase: 'ready', need }, moment)
    : waitingState(need, moment)
}

function afterRefusal(need: Need, error: ConversationFrameError, moment: Moment): FrameState {
  if (!retried.test(error.code)) return { phase: 'failed', error }
  const waitMs = Math.max((error.retryAfterSeconds ?? 0) * 1000, backOff(need.failures, moment))
  return waitingState(
    { ...need, heals: true, failures: need.failures + 1, error, retryAt: moment.now + waitMs },
    moment,
  )
}

function afterLoad(state: FrameState, moment: Moment): FrameState {
  switch (state.phase) {
    case 'opening':
      return settling(state, moment)
    case 'settling':
      return settling(state, moment, state.latest)
    case 'entering':
      return opened
    case 'open':
      return { phase: 'open', navigations: state.navigations + 1 }
    case 'failed':
      return state
    default:
      if (!state.need.stillLoading) return state
      return state.need.stillLoading === 'address' ? opened : settling(state.need, moment)
  }
}

function afterReset(state: FrameState, moment: Moment): FrameState {
  if (state.phase === 'entering') return waitingState({ ...continued(state), source: 'address' }, moment)
  return isLive(state) ? waitingState({ ...firstNeed, heals: !moment.isActive, moved: true }, moment) : state
}

function isLive({ phase }: FrameState): boolean {
  return phase === 'opening' || phase === 'settling' || phase === 'open'
}

function afterReload(state: FrameState, evenOffline: boolean | undefined, moment: Moment): FrameState {
  // A request in flight would lose its place in the queue.
  if (state.phase === 'requesting' || state.phase === 'ready')
    return evenOffline ? { ...state, need: { ...state.need, evenOffline } } : state
  const source = 'need' in state && state.need.source !== 'address' ? state.need.source : 'endpoint'
  const next = waitingState({ ...firstNeed, evenOffline, source }, moment)
  // Its turn may have come, to open an address without a login.
  return state.phase === 'queued' ? advance(next, moment) : next
}

/** Goes as far as the turn allows. A link that waited too long for it is never opened. */
function advance(state: FrameState, moment: Moment): FrameState {
  if ((state.phase !== 'queued' && state.phase !== 'ready') || moment.turn === 'waits') return state
  const { need, phase } = state
  const { source, stalls, evenOffline } = need
  const opens = moment.turn === 'opens'
  const until = moment.now + moment.loadTimeout
  if (source === 'address' && moment.hasAddress) return opens ? { phase: 'entering', stalls, until } : state
  const usable = isUsable(source, moment.now)
  if (opens && usable) return { phase: 'opening', link: source, stalls, evenOffline, until }
  if (phase === 'ready' && !opens) return state
  return usable ? { phase: 'ready', need } : { phase: 'requesting', need: { ...need, source: 'endpoint' } }
}

/** The need of an attempt that goes on, with what it has behind it. */
function continued({ stalls, evenOffline }: { stalls: number; evenOffline?: boolean | undefined }): Need {
  return { ...firstNeed, stalls, evenOffline }
}

/** A page that loads again and again must not keep the turn forever: hence `latest`. */
function settling(
  { stalls, evenOffline }: Pick<Need, 'stalls' | 'evenOffline'>,
  { now, hasAddress, settleTime, loadTimeout }: Moment,
  latest: number = now + loadTimeout,
): FrameState {
  const until = Math.min(now + settleTime, latest)
  return { phase: 'settling', next: hasAddress ? 'entering' : 'open', stalls, evenOffline, until, latest }
}

/** One automatic fresh link after the first stall, then a button. */
function stalled(stalls: number, stillLoading: Need['stillLoading'], moment: Moment): FrameState {
  const error = new ConversationFrameError('stalled', 'nothing loaded in time')
  const retryAt = moment.now + backOff(0, moment)
  return {
    phase: 'stalled',
    need: { ...firstNeed, heals: true, stalls: stalls + 1, error, stillLoading },
    until: stalls === 0 && canHeal(moment, retryAt) ? retryAt : never,
  }
}

/** 1, 2, 4 … seconds, at most a minute, and up to a second more. */
function backOff(failures: number, { jitter }: Moment): number {
  return Math.min(1000 * 2 ** failures, 60_000) + 1000 * jitter
}
