import { expect, it } from 'vitest'
import { createSingleUseLink } from '../link/SingleUseLink.js'
import { type FrameState, firstView, nextDeadline, statusOf } from './FrameState.js'
import { type FrameEvent, type Moment, nextState } from './nextState.js'

const moment: Moment = {
  now: 1_000_000,
  online: true,
  isActive: false,
  isShown: true,
  turn: 'opens',
  jitter: 0,
  healed: [],
  budget: { max: 3, windowMs: 300_000 },
  settleTime: 3_000,
  loadTimeout: 20_000,
  hasAddress: false,
}
const origin = 'https://online.99digital.co.il'
const about = { origin, opensUntil: moment.now + 270_000, conversationId: 165 }
const first: FrameEvent[] = [{ type: 'changed' }, { type: 'link', link: createSingleUseLink(origin, 'digest', about) }]

/** The result of a chain of events; `wait` is the time of the state's next automatic change. */
function after(...events: (FrameEvent | 'wait')[]): FrameState {
  let { now } = moment
  return events.reduce<FrameState>((state, event) => {
    if (event === 'wait') now = nextDeadline(state)
    return nextState(state, event === 'wait' ? { type: 'changed' } : event, { ...moment, now })
  }, firstView)
}

it('is idle before anything has happened', () => {
  expect(statusOf(firstView)).toBe('idle')
})

it('goes from the queue to the open conversation', () => {
  expect(statusOf(after(...first))).toBe('opening')
  expect(statusOf(after(...first, { type: 'load' }, 'wait'))).toBe('open')
})

it('that stalled is open after a late load, and settles first', () => {
  const stalled = after(...first, 'wait')
  expect(statusOf(stalled)).toBe('stalled')
  const late = after(...first, 'wait', { type: 'load' })
  expect(late).toMatchObject({ phase: 'settling', next: 'open' })
})
