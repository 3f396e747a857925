import { ConversationFrameError } from '../ConversationFrameError.js'
import { isUsable, type LoginLink } from '../link/LoginLink.js'
import type { Turn } from '../session/loginTurn.js'
import { asked, type FrameState, holdsTurn, type Need, never, wakeAt } from './FrameState.js'

export type FrameEvent =
  /** The network, the tab, the view or the turn changed, or `until` has come: see {@link Moment}. */
  | { readonly type: 'changed' }
  | { readonly type: 'link'; readonly link: LoginLink }
  | { readonly type: 'refused'; readonly error: ConversationFrameError }
  /** The link that was about to be opened has been opened elsewhere meanwhile: nothing was navigated to. */
  | { readonly type: 'repeated'; readonly error: ConversationFrameError }
  /** A document of another origin has loaded in the frame. */
  | { readonly type: 'load' }
  /** The frame was moved: it has lost its document and its history. */
  | { readonly type: 'reset' }
  /** The host's own policy forbids the frame. */
  | { readonly type: 'blocked'; readonly error: ConversationFrameError }
  /** A fresh link is asked for; by a person, it is asked for and opened even if the browser says that it is offline. */
  | { readonly type: 'reload'; readonly evenOffline?: boolean }

/** The world at an event. */
export interface Moment {
  readonly now: number
  readonly online: boolean
  /** A person has just clicked or typed in the frame's window: its transient user activation. */
  readonly active: boolean
  /** In a visible tab, attached to the page and, when lazy, near the viewport. */
  readonly shown: boolean
  readonly turn: Turn
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

const opened: FrameState = { phase: 'open', navigations: 0 }
const retried = ['rate_limited', 'vendor_unavailable', 'unavailable', 'network', 'timeout', 'link_already_used']

/** Decides what happens next. Everything that a frame does follows from the state that this returns. */
export function nextState(state: FrameState, event: FrameEvent, moment: Moment): FrameState {
  const { phase } = state
  switch (event.type) {
    case 'changed':
      return afterChange(state, moment)
    case 'link': {
      if (phase !== 'requesting') return state
      const need = { ...state.need, heals: true, link: event.link }
      return isOnline(need, moment) && moment.shown && isUsable(event.link, moment.now)
        ? proceed({ phase: 'ready', need }, moment)
        : seek(need, moment)
    }
    case 'refused':
      return phase === 'requesting' ? afterRefusal(state.need, event.error, moment) : state
    case 'repeated':
      return phase === 'opening'
        ? afterRefusal({ ...asked, stalls: state.stalls, evenOffline: state.evenOffline }, event.error, moment)
        : state
    case 'load':
      return afterLoad(state, moment)
    case 'reset':
      return phase === 'opening' || phase === 'settling' || phase === 'open'
        ? seek({ ...asked, heals: !moment.active, moved: true }, moment)
        : phase === 'entering'
          ? seek({ ...asked, stalls: state.stalls, enters: true }, moment)
          : state
    case 'blocked':
      return phase === 'opening' || phase === 'settling' || phase === 'entering'
        ? { phase: 'failed', error: event.error }
        : state
    case 'reload': {
      const { evenOffline } = event
      // A request in flight would lose its place in the queue.
      if (phase === 'requesting' || phase === 'ready')
        return evenOffline ? { ...state, need: { ...state.need, evenOffline } } : state
      const next = seek({ ...asked, evenOffline, link: 'need' in state ? state.need.link : undefined }, moment)
      // Its turn may have come, to enter without a login.
      return phase === 'queued' ? proceed(next, moment) : next
    }
  }
}

/** What stands between a need and its turn. Gives `previous` back when nothing changed, so that nothing is told twice. */
function seek(need: Need, moment: Moment, previous?: FrameState): FrameState {
  const { now, shown } = moment
  const online = isOnline(need, moment)
  const waits = now < need.retryAt
  if (online && (waits || shown) && need.heals && !isUsable(need.link, moment.now) && !canHeal(moment, need.retryAt)) {
    const { error: cause } = need
    if (cause?.code === 'link_already_used') return { phase: 'failed', error: cause }
    const reason = cause?.code ?? (need.moved && 'the frame was moved')
    const detail = `no attempts left${reason ? ` after ${reason}` : ''}`
    return { phase: 'failed', error: new ConversationFrameError('budget_exhausted', detail, { cause }) }
  }
  if (online && shown && !waits) return previous && holdsTurn(previous) ? previous : { phase: 'queued', need }
  // What a person asked for has failed. It is tried again when the network is back.
  const offline = need.evenOffline && need.error ? 'failed' : 'offline'
  const because = !online ? offline : waits ? 'waiting' : 'idle'
  if (previous?.phase === 'idle' && previous.because === because) return previous
  return { phase: 'idle', because, need, until: because === 'waiting' ? need.retryAt : never }
}

/** What a person asks for does not depend on the browser's word, until the endpoint has failed to give a link. */
function isOnline({ evenOffline, heals, link }: Need, { online, now }: Moment): boolean {
  return online || (evenOffline === true && (!heals || isUsable(link, now)))
}

/** As far as the turn allows. A link that waited for it too long is thrown away unseen. */
function proceed(state: FrameState, moment: Moment): FrameState {
  if ((state.phase !== 'queued' && state.phase !== 'ready') || moment.turn === 'waits') return state
  const { need } = state
  const opens = moment.turn === 'opens'
  const { stalls, evenOffline } = need
  const loading = { stalls, evenOffline, until: moment.now + moment.loadTimeout }
  if (need.enters && moment.twoFrames) return opens ? { phase: 'entering', ...loading } : state
  if (opens && isUsable(need.link, moment.now)) return { phase: 'opening', link: need.link, ...loading }
  if (state.phase === 'ready' && !opens) return state
  return { phase: isUsable(need.link, moment.now) ? 'ready' : 'requesting', need: { ...need, enters: undefined } }
}

function afterChange(state: FrameState, moment: Moment): FrameState {
  if (state.phase === 'idle' || state.phase === 'queued' || state.phase === 'ready')
    return proceed(seek(state.need, moment, state), moment)
  if (moment.now < wakeAt(state)) return state
  switch (state.phase) {
    case 'stalled':
      return seek(state.need, moment)
    case 'opening':
      return stalled(state.stalls, 'settling', moment)
    case 'entering':
      return stalled(state.stalls, 'open', moment)
    case 'settling': {
      if (state.next === 'open' || !moment.twoFrames) return opened
      const { stalls, evenOffline } = state
      const need = { ...asked, stalls, evenOffline, enters: true }
      return proceed(seek(need, moment), moment)
    }
    default:
      return state
  }
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
      return !state.need.late ? state : state.need.late === 'open' ? opened : settling(state.need, moment)
  }
}

function afterRefusal(need: Need, error: ConversationFrameError, moment: Moment): FrameState {
  if (!retried.includes(error.code)) return { phase: 'failed', error }
  const wait = Math.max((error.retryAfterSeconds ?? 0) * 1000, backOff(need.failures, moment))
  return seek({ ...need, heals: true, failures: need.failures + 1, error, retryAt: moment.now + wait }, moment)
}

/** A page that loads again and again must not keep the turn for ever: hence `latest`. */
function settling(
  { stalls, evenOffline }: Pick<Need, 'stalls' | 'evenOffline'>,
  moment: Moment,
  latest: number = moment.now + moment.loadTimeout,
): FrameState {
  const next = moment.twoFrames ? 'entering' : 'open'
  return {
    phase: 'settling',
    next,
    stalls,
    evenOffline,
    until: Math.min(moment.now + moment.settleTime, latest),
    latest,
  }
}

/** One fresh link by itself after the first stall, then a button. */
function stalled(stalls: number, late: 'settling' | 'open', moment: Moment): FrameState {
  const error = new ConversationFrameError('stalled', 'nothing loaded in time')
  const retryAt = moment.now + backOff(0, moment)
  return {
    phase: 'stalled',
    need: { ...asked, heals: true, stalls: stalls + 1, error, late },
    until: stalls === 0 && canHeal(moment, retryAt) ? retryAt : never,
  }
}

/** Whether the page may mint one more link automatically, now or at a later moment. */
export function canHeal({ now, healed, budget }: Pick<Moment, 'now' | 'healed' | 'budget'>, at = 0): boolean {
  // Asked this way round a window that is no number spares nothing.
  return healed.filter((when) => !(when <= Math.max(at, now) - budget.windowMs)).length < budget.max
}

/** 1, 2, 4 … seconds, at most a minute, and up to a second more. */
function backOff(failures: number, { jitter }: Moment): number {
  return Math.min(1000 * 2 ** failures, 60_000) + 1000 * jitter
}
