import { ConversationFrameError } from '../ConversationFrameError.js'
import { isUsable } from '../link/SingleUseLink.js'
import { canHeal } from '../session/healingBudget.js'
import { type FrameState, holdsLoginTurn, type Need, never } from './FrameState.js'
import type { Moment } from './nextState.js'

/**
 * The state before a frame's turn: what keeps it waiting, or `queued`. Returns `previous` when nothing changed, so that no
 * state is reported twice.
 */
export function waitingState(need: Need, moment: Moment, previous?: FrameState): FrameState {
  const { now, isShown } = moment
  const online = isOnline(need, moment)
  const backsOff = now < need.retryAt
  const mints = need.heals && !isUsable(need.source, now)
  if (online && (backsOff || isShown) && mints && !canHeal(moment, need.retryAt)) return withoutBudget(need)
  if (online && isShown && !backsOff) return previous && holdsLoginTurn(previous) ? previous : { phase: 'queued', need }
  // What a person asked for has failed. It is tried again when the network is back.
  const offline = need.evenOffline && need.error ? 'failed' : 'offline'
  const because = !online ? offline : backsOff ? 'waiting' : 'idle'
  if (previous?.phase === 'idle' && previous.because === because) return previous
  return { phase: 'idle', because, need, until: because === 'waiting' ? need.retryAt : never }
}

/** What a person asks for ignores `navigator.onLine` until the endpoint has failed to give a link. */
export function isOnline({ evenOffline, heals, source }: Need, { online, now }: Moment): boolean {
  return online || (evenOffline === true && (!heals || isUsable(source, now)))
}

function withoutBudget({ error: cause, moved }: Need): FrameState {
  if (cause?.code === 'link_already_used') return { phase: 'failed', error: cause }
  const reason = cause?.code ?? (moved && 'the frame was moved')
  const detail = `no attempts left${reason ? ` after ${reason}` : ''}`
  return { phase: 'failed', error: new ConversationFrameError('budget_exhausted', detail, { cause }) }
}
