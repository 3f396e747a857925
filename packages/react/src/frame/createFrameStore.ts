import { longestTimerMs, now } from '../now.js'
import { healingBudget } from '../session/healingBudget.js'
import { type EndTurn, type TurnStage, takeTurn } from '../session/loginTurn.js'
import { type FrameState, holdsLoginTurn, nextDeadline } from './FrameState.js'
import { type FrameEvent, type Moment, nextState } from './nextState.js'

/** The state of one frame. */
export interface FrameStore {
  state: () => FrameState
  dispatch: (event: FrameEvent) => void
  /** Gives up the turn and the timer. */
  end: () => void
}

/** The part of a {@link Moment} that depends on the frame. */
export type FrameMoment = Omit<Moment, 'now' | 'online' | 'turn' | 'jitter' | 'healed'>

/**
 * Decides by `nextState`, wakes at deadlines, and holds the login turn for as long as a state needs it.
 *
 * @param onChange carries out the new state
 */
export function createFrameStore(
  initial: FrameState,
  moment: () => FrameMoment,
  onChange: (state: FrameState, previous: FrameState) => void,
): FrameStore {
  let state = initial
  let turn: TurnStage = 'waits'
  let endTurn: EndTurn | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  const changed = () => dispatch({ type: 'changed' })

  function dispatch(event: FrameEvent): void {
    const previous = state
    const { onLine: online } = navigator
    const { spent: healed } = healingBudget
    state = nextState(previous, event, { ...moment(), now: now(), online, turn, jitter: Math.random(), healed })
    setTimer()
    if (state === previous) return
    keepTurn(previous)
    onChange(state, previous)
  }

  /**
   * A timer may fire a little early: then the next one is set. It is the page's and not a pop-out's: those end with their
   * window, and a login in it would never give up its turn.
   */
  function setTimer(): void {
    clearTimeout(timer)
    const waitMs = nextDeadline(state) - now()
    if (waitMs < Number.POSITIVE_INFINITY) timer = setTimeout(changed, Math.min(waitMs, longestTimerMs))
  }

  /** A login that starts again goes to the end of the queue. */
  function keepTurn(previous: FrameState): void {
    if (!holdsLoginTurn(state) || (state.phase === 'queued' && previous.phase !== 'queued')) leaveTurn()
    if (!holdsLoginTurn(state)) return
    endTurn ??= takeTurn((stage) => {
      turn = stage
      changed()
    })
  }

  function leaveTurn(): void {
    endTurn?.()
    endTurn = undefined
    turn = 'waits'
  }

  return {
    state: () => state,
    dispatch,
    end() {
      leaveTurn()
      clearTimeout(timer)
    },
  }
}
