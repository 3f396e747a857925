import { describe, expect, it } from 'vitest'
import { ConversationFrameError, type ConversationFrameErrorCode } from '../ConversationFrameError.js'
import { createSingleUseLink } from '../link/SingleUseLink.js'
import {
  type FrameState,
  firstView,
  firstViewByAddress,
  hasLink,
  holdsLoginTurn,
  type Need,
  nextDeadline,
  statusOf,
} from './FrameState.js'
import { type FrameEvent, type Moment, nextState } from './nextState.js'

const start = 1_000_000
const moment: Moment = {
  now: start,
  online: true,
  isActive: false,
  isShown: true,
  turn: 'waits',
  jitter: 0.5,
  healed: [],
  budget: { max: 3, windowMs: 300_000 },
  settleTime: 3_000,
  loadTimeout: 20_000,
  hasAddress: false,
}
const need: Need = { source: 'endpoint', heals: false, failures: 0, stalls: 0, retryAt: 0 }
const healing: Need = { ...need, heals: true }
const link = linkUntil(start + 270_000)
const staleLink = linkUntil(start)
const spent = { ...moment, healed: [start - 3, start - 2, start - 1] }

function linkUntil(opensUntil: number) {
  const origin = 'https://online.99digital.co.il'
  return createSingleUseLink(`${origin}/x`, 'digest', { origin, opensUntil, conversationId: 165 })
}

function error(code: ConversationFrameErrorCode, retryAfterSeconds?: number) {
  return new ConversationFrameError(code, 'for this test', { retryAfterSeconds })
}

function idle(because: 'idle' | 'offline' | 'waiting', changes: Partial<Need> = {}): FrameState {
  const until = because === 'waiting' ? (changes.retryAt ?? 0) : Number.POSITIVE_INFINITY
  return { phase: 'idle', because, need: { ...need, ...changes }, until }
}

const queued: FrameState = { phase: 'queued', need }
const requesting: FrameState = { phase: 'requesting', need }
const ready: FrameState = { phase: 'ready', need: { ...healing, source: link } }
const opening: FrameState = { phase: 'opening', link, stalls: 0, until: start + 20_000 }
const settling = {
  phase: 'settling',
  next: 'open',
  stalls: 0,
  until: start + 3_000,
  latest: start + 20_000,
} satisfies FrameState
const entering: FrameState = { phase: 'entering', stalls: 0, until: start + 20_000 }
const beforeEntry: FrameState = { ...settling, next: 'entering' }
const open: FrameState = { phase: 'open', navigations: 0 }
const stalled: FrameState = {
  phase: 'stalled',
  need: { ...healing, stalls: 1, error: error('stalled'), stillLoading: 'login' },
  until: start + 1_500,
}
const failed: FrameState = { phase: 'failed', error: error('forbidden') }
const everyState = [firstView, queued, requesting, ready, opening, settling, entering, open, stalled, failed]

function after(state: FrameState, event: FrameEvent, changes: Partial<Moment> = {}): FrameState {
  return nextState(state, event, { ...moment, ...changes })
}

describe('a first view', () => {
  it.each<[string, Partial<Moment>, FrameState['phase'], string]>([
    ['queues for its turn', {}, 'queued', 'idle'],
    ['waits while it is not shown', { isShown: false }, 'idle', 'idle'],
    ['waits for the network', { online: false }, 'idle', 'offline'],
    ['says offline first when it is both', { online: false, isShown: false }, 'idle', 'offline'],
    ['costs nothing of the budget', { healed: spent.healed }, 'queued', 'idle'],
  ])('%s', (_, changes, phase, status) => {
    const next = after(firstView, { type: 'changed' }, changes)
    expect(next.phase).toBe(phase)
    expect(statusOf(next)).toBe(status)
  })

  it('tells nothing twice: the same world gives the same state', () => {
    expect(after(queued, { type: 'changed' })).toBe(queued)
    const offline = idle('offline')
    expect(after(offline, { type: 'changed' }, { online: false })).toBe(offline)
  })

  it('leaves the queue when it is hidden', () => {
    expect(after(queued, { type: 'changed' }, { isShown: false })).toEqual(idle('idle'))
  })
})

describe('the turn', () => {
  const asks = { turn: 'asks' } as const
  const opens = { turn: 'opens' } as const

  it.each([asks, opens])('starts the request: %o', (turn) => {
    expect(after(queued, { type: 'changed' }, turn)).toEqual(requesting)
  })

  it('lets a link wait for the login of another tab', () => {
    const next = after(requesting, { type: 'link', link }, asks)
    expect(next).toEqual(ready)
    expect(after(next, { type: 'changed' }, asks)).toBe(next)
    expect(after(next, { type: 'changed' }, opens)).toEqual(opening)
  })

  it('opens a link that was minted before and is still good', () => {
    const next = after({ phase: 'queued', need: { ...healing, source: link } }, { type: 'changed' }, asks)
    expect(next).toEqual(ready)
    expect(after({ phase: 'queued', need: { ...healing, source: link } }, { type: 'changed' }, opens)).toEqual(opening)
  })

  it('throws a link away that waited too long', () => {
    const stale: Need = { ...healing, source: staleLink }
    expect(after({ phase: 'ready', need: stale }, { type: 'changed' }, opens)).toEqual({
      phase: 'requesting',
      need: { ...stale, source: 'endpoint' },
    })
    expect(after({ phase: 'queued', need: stale }, { type: 'changed' }, asks)).toEqual({
      phase: 'requesting',
      need: { ...stale, source: 'endpoint' },
    })
  })

  it('is waited for before a link that waited too long is replaced', () => {
    const waiting: FrameState = { phase: 'ready', need: { ...healing, source: staleLink } }
    expect(after(waiting, { type: 'changed' }, asks)).toBe(waiting)
  })

  it.each([queued, ready])('is given back when the frame was hidden meanwhile: %#', (state) => {
    expect(after(state, { type: 'changed' }, { ...opens, isShown: false })).toMatchObject({
      phase: 'idle',
      because: 'idle',
    })
  })

  it('is given back when others spent the budget meanwhile', () => {
    const next = after({ phase: 'queued', need: healing }, { type: 'changed' }, { ...spent, ...asks })
    expect(next).toMatchObject({ phase: 'failed', error: { code: 'budget_exhausted' } })
  })

  it('changes nothing for a login that is under way or over', () => {
    for (const state of everyState.filter(({ phase }) => !['idle', 'queued', 'ready'].includes(phase))) {
      expect(after(state, { type: 'changed' }, opens)).toBe(state)
    }
  })

  it('of a former login is not the turn of the next', () => {
    expect(after(open, { type: 'reset' }, opens)).toEqual({ phase: 'queued', need: { ...healing, moved: true } })
    expect(after(requesting, { type: 'link', link: staleLink }, opens)).toMatchObject({ phase: 'queued' })
  })

  it('is held from the queue until the conversation is there, and in no other state', () => {
    const holders = everyState.filter(holdsLoginTurn).map(({ phase }) => phase)
    expect(holders).toEqual(['queued', 'requesting', 'ready', 'opening', 'settling', 'entering'])
  })

  it('is what a link is asked for with', () => {
    const withLink = everyState.filter(hasLink).map(({ phase }) => phase)
    expect(withLink).toEqual(['requesting', 'ready', 'opening', 'settling', 'entering', 'open'])
  })

  it('that has come already serves a reload from the queue, and no other', () => {
    expect(after(queued, { type: 'reload' }, opens)).toMatchObject({ phase: 'requesting' })
    for (const state of everyState.filter(({ phase }) => !['queued', 'requesting', 'ready'].includes(phase))) {
      expect(after(state, { type: 'reload' }, opens).phase).toBe('queued')
    }
  })
})

describe('a link', () => {
  it('is opened when it arrives', () => {
    expect(after(requesting, { type: 'link', link }, { turn: 'opens' })).toEqual(opening)
  })

  it.each([
    ['hidden', { isShown: false }, 'idle'],
    ['offline', { online: false }, 'offline'],
  ] as const)('is kept while the frame is %s', (_, changes, because) => {
    const next = after(requesting, { type: 'link', link }, changes)
    expect(next).toEqual(idle(because, { heals: true, source: link }))
  })

  it('is used by the frame that was hidden, though the budget is spent', () => {
    const next = after(idle('idle', { heals: true, source: link }), { type: 'changed' }, spent)
    expect(next).toMatchObject({ phase: 'queued', need: { source: link } })
  })

  it('that arrives too late is replaced by one more', () => {
    const next = after(requesting, { type: 'link', link: staleLink })
    expect(next).toMatchObject({ phase: 'queued', need: { heals: true } })
    expect(after(requesting, { type: 'link', link: staleLink }, spent)).toMatchObject({ phase: 'failed' })
  })

  it('that comes when none is asked for is ignored', () => {
    for (const state of everyState.filter(({ phase }) => phase !== 'requesting')) {
      expect(after(state, { type: 'link', link })).toBe(state)
    }
  })
})

describe('a refusal', () => {
  it.each<ConversationFrameErrorCode>([
    'invalid_request',
    'unauthenticated',
    'forbidden',
    'account_suspended',
    'conversation_not_found',
    'contact_invalid',
    'misconfigured',
    'internal_error',
    'invalid_response',
    'origin_not_allowed',
    'blocked_by_csp',
    'budget_exhausted',
    'popup_blocked',
  ])('with %s is final', (code) => {
    const refusal = error(code, 5)
    expect(after(requesting, { type: 'refused', error: refusal })).toEqual({ phase: 'failed', error: refusal })
  })

  it.each<ConversationFrameErrorCode>([
    'rate_limited',
    'vendor_unavailable',
    'unavailable',
    'network',
    'timeout',
    'link_already_used',
  ])('with %s is retried', (code) => {
    const refusal = error(code)
    const next = after(requesting, { type: 'refused', error: refusal })
    expect(next).toEqual(idle('waiting', { heals: true, failures: 1, error: refusal, retryAt: start + 1_500 }))
    expect(nextDeadline(next)).toBe(start + 1_500)
  })

  it.each([
    [0, 0, 1_000],
    [0, 1, 2_000],
    [1, 0, 2_000],
    [2, 0.25, 4_250],
    [5, 0, 32_000],
    [6, 0, 60_000],
    [9, 1, 61_000],
  ])('after %i failures and with a jitter of %f waits %i ms', (failures, jitter, wait) => {
    const state: FrameState = { phase: 'requesting', need: { ...need, failures } }
    expect(nextDeadline(after(state, { type: 'refused', error: error('network') }, { jitter }))).toBe(start + wait)
  })

  it.each([
    [0.5, start + 1_500],
    [90, start + 90_000],
  ])('with a Retry-After of %f s waits at least that long', (seconds, at) => {
    expect(nextDeadline(after(requesting, { type: 'refused', error: error('rate_limited', seconds) }))).toBe(at)
  })

  it('fails with its cause when the budget is spent', () => {
    const refusal = error('network')
    const next = after(requesting, { type: 'refused', error: refusal }, spent)
    expect(next).toMatchObject({ phase: 'failed', error: { code: 'budget_exhausted', cause: refusal } })
    expect(next).toMatchObject({
      error: { message: expect.stringContaining(`no attempts left after ${refusal.code}.`) },
    })
  })

  it('fails as it is when the endpoint repeats a link and the budget is spent', () => {
    const refusal = error('link_already_used')
    expect(after(requesting, { type: 'refused', error: refusal }, spent)).toEqual({ phase: 'failed', error: refusal })
  })

  it('waits when the budget has room again by then', () => {
    const next = after(requesting, { type: 'refused', error: error('rate_limited', 301) }, spent)
    expect(statusOf(next)).toBe('waiting')
  })

  it('waits for the network when there is none, whatever the budget', () => {
    const next = after(requesting, { type: 'refused', error: error('network') }, { ...spent, online: false })
    expect(statusOf(next)).toBe('offline')
  })

  it('that comes when nothing is asked for is ignored', () => {
    for (const state of everyState.filter(({ phase }) => phase !== 'requesting')) {
      expect(after(state, { type: 'refused', error: error('forbidden') })).toBe(state)
    }
  })
})

describe('a link that was opened elsewhere while it waited', () => {
  const refusal = error('link_already_used')
  const repeated: FrameEvent = { type: 'repeated', error: refusal }

  it('is asked for again after a pause, at the cost of the budget', () => {
    const next = after({ ...opening, stalls: 1 }, repeated)
    expect(next).toEqual(
      idle('waiting', { heals: true, failures: 1, stalls: 1, error: refusal, retryAt: start + 1_500 }),
    )
  })

  it('fails the frame when the budget is spent', () => {
    expect(after(opening, repeated, spent)).toEqual({ phase: 'failed', error: refusal })
  })

  it('changes nothing where no link is opened', () => {
    for (const state of everyState.filter(({ phase }) => phase !== 'opening'))
      expect(after(state, repeated)).toBe(state)
  })
})

describe('time', () => {
  it('ends a back-off', () => {
    const waiting = idle('waiting', { heals: true, retryAt: start })
    expect(after(waiting, { type: 'changed' })).toMatchObject({ phase: 'queued' })
  })

  it('ends a back-off of a hidden frame without a request', () => {
    const waiting = idle('waiting', { heals: true, retryAt: start })
    expect(after(waiting, { type: 'changed' }, { isShown: false })).toMatchObject({ phase: 'idle', because: 'idle' })
  })

  it('stalls a frame in which nothing loaded, and retries once automatically', () => {
    const next = after(opening, { type: 'changed' }, { now: start + 20_000 })
    expect(next).toMatchObject({ phase: 'stalled', need: { heals: true, stalls: 1, error: { code: 'stalled' } } })
    expect(nextDeadline(next)).toBe(start + 21_500)
    expect(after(next, { type: 'changed' }, { now: start + 21_500 })).toMatchObject({
      phase: 'queued',
      need: { stalls: 1 },
    })
  })

  it('leaves a frame stalled that stalls again', () => {
    const next = after({ ...opening, stalls: 1 }, { type: 'changed' }, { now: start + 20_000 })
    expect(next).toMatchObject({ phase: 'stalled', need: { stalls: 2 } })
    expect(nextDeadline(next)).toBe(Number.POSITIVE_INFINITY)
  })

  it('leaves a frame stalled when the budget is spent', () => {
    const healed = [start, start, start]
    expect(nextDeadline(after(opening, { type: 'changed' }, { now: start + 20_000, healed }))).toBe(
      Number.POSITIVE_INFINITY,
    )
  })

  it('settles a login', () => {
    expect(after(settling, { type: 'changed' }, { now: start + 3_000 })).toEqual(open)
  })

  it('leads a settled login to the conversation in a second frame', () => {
    const settled = { now: start + 3_000, hasAddress: true, turn: 'opens' } as const
    expect(after(beforeEntry, { type: 'changed' }, settled)).toEqual({
      phase: 'entering',
      stalls: 0,
      until: start + 23_000,
    })
  })

  it.each<[string, Partial<Moment>]>([
    ['the tab is hidden', { isShown: false }],
    ['the network is away', { online: false }],
  ])('keeps the second frame back while %s', (_, changes) => {
    const settled = { now: start + 3_000, hasAddress: true, turn: 'opens', ...changes } as const
    const next = after(beforeEntry, { type: 'changed' }, settled)
    expect(next).toMatchObject({ phase: 'idle', need: { source: 'address', heals: false } })
    expect(holdsLoginTurn(next)).toBe(false)
  })

  it('leaves a settled login where it is when the second frame has no address any more', () => {
    expect(after(beforeEntry, { type: 'changed' }, { now: start + 3_000 })).toEqual(open)
  })

  it('leaves a login that is shown where it is when an address appears meanwhile', () => {
    const settled = { now: start + 3_000, hasAddress: true, turn: 'opens' } as const
    expect(after(settling, { type: 'changed' }, settled)).toEqual(open)
  })

  it('recovers a second frame that stalls once, but not again for each login', () => {
    const second = after({ ...opening, stalls: 1 }, { type: 'load' }, { hasAddress: true })
    const settled = { now: start + 3_000, hasAddress: true, turn: 'opens' } as const
    const next = after(after(second, { type: 'changed' }, settled), { type: 'changed' }, { now: start + 23_000 })
    expect(next).toMatchObject({ phase: 'stalled', need: { stalls: 2 } })
    expect(nextDeadline(next)).toBe(Number.POSITIVE_INFINITY)
  })

  it('makes a second frame stall, whose late load still opens it', () => {
    const next = after(entering, { type: 'changed' }, { now: start + 20_000 })
    expect(next).toMatchObject({ phase: 'stalled' })
    expect(after(next, { type: 'load' })).toEqual(open)
  })

  it.each(everyState.slice(1).map((state) => [state.phase, state] as const))(
    'changes nothing too early: %s',
    (_, state) => {
      expect(after(state, { type: 'changed' }, { now: start - 1 })).toBe(state)
    },
  )

  it.each([
    [firstView, Number.POSITIVE_INFINITY],
    [idle('offline', { retryAt: start }), Number.POSITIVE_INFINITY],
    [queued, Number.POSITIVE_INFINITY],
    [requesting, Number.POSITIVE_INFINITY],
    [ready, Number.POSITIVE_INFINITY],
    [opening, start + 20_000],
    [settling, start + 3_000],
    [entering, start + 20_000],
    [open, Number.POSITIVE_INFINITY],
    [stalled, start + 1_500],
    [failed, Number.POSITIVE_INFINITY],
  ])('is waited for only where something is due: %#', (state, at) => {
    expect(nextDeadline(state)).toBe(at)
  })
})

describe('a load', () => {
  it('opens the frame, and the login settles', () => {
    const next = after(opening, { type: 'load' })
    expect(next).toEqual(settling)
    expect(statusOf(next)).toBe('open')
  })

  it('is not shown yet where a second frame follows', () => {
    const next = after(opening, { type: 'load' }, { hasAddress: true })
    expect(next).toMatchObject({ phase: 'settling', next: 'entering' })
    expect(statusOf(next)).toBe('opening')
  })

  it('restarts the settling of the login, but not forever', () => {
    expect(after(settling, { type: 'load' }, { now: start + 1_000 })).toMatchObject({ until: start + 4_000 })
    expect(after(settling, { type: 'load' }, { now: start + 18_000 })).toMatchObject({ until: start + 20_000 })
  })

  it('opens the second frame', () => {
    expect(after(entering, { type: 'load' })).toEqual(open)
  })

  it('in a settled frame is a navigation, and costs no link', () => {
    expect(after(open, { type: 'load' })).toEqual({ phase: 'open', navigations: 1 })
    expect(after({ phase: 'open', navigations: 1 }, { type: 'load' })).toEqual({ phase: 'open', navigations: 2 })
  })

  it.each([
    ['stalled', stalled],
    ['in line again', { phase: 'queued', need: { ...healing, stillLoading: 'login' } }],
    ['asking again', { phase: 'requesting', need: { ...healing, stillLoading: 'login' } }],
    ['ready again', { phase: 'ready', need: { ...healing, source: link, stillLoading: 'login' } }],
  ] as [string, FrameState][])('that comes late still opens a frame that is %s', (_, state) => {
    expect(after(state, { type: 'load' })).toMatchObject({ phase: 'settling', next: 'open', until: start + 3_000 })
  })

  it.each([
    ['idle', firstView],
    ['queued', queued],
    ['requesting', requesting],
    ['ready', ready],
    ['failed', failed],
  ] as [string, FrameState][])('means nothing to a frame that is %s and opened nothing', (_, state) => {
    expect(after(state, { type: 'load' })).toBe(state)
  })
})

describe('a frame that was moved and reset', () => {
  it.each([
    ['opening', opening],
    ['settling', settling],
    ['open', open],
  ])('heals by a fresh link: %s', (_, state) => {
    expect(after(state, { type: 'reset' })).toEqual({ phase: 'queued', need: { ...healing, moved: true } })
  })

  it('heals within the budget, and its error says that it was moved', () => {
    expect(after(open, { type: 'reset' }, spent)).toMatchObject({
      phase: 'failed',
      error: {
        code: 'budget_exhausted',
        cause: undefined,
        message: expect.stringContaining('no attempts left after the frame was moved'),
      },
    })
  })

  it('names what its fresh link failed with, once it has failed', () => {
    const refusal = error('network')
    const state: FrameState = { phase: 'requesting', need: { ...need, moved: true } }
    expect(after(state, { type: 'refused', error: refusal }, spent)).toMatchObject({
      error: { cause: refusal, message: expect.stringContaining('no attempts left after network') },
    })
  })

  it.each([
    ['opening', opening],
    ['settling', settling],
    ['open', open],
  ])('by a person who is active costs nothing of the budget: %s', (_, state) => {
    const next = after(state, { type: 'reset' }, { ...spent, isActive: true })
    expect(next).toEqual({ phase: 'queued', need: { ...need, moved: true } })
  })

  it('by a person, and hidden, costs nothing either when it is shown later', () => {
    const hidden = after(open, { type: 'reset' }, { ...spent, isActive: true, isShown: false })
    expect(hidden).toMatchObject({ phase: 'idle', because: 'idle' })
    expect(after(hidden, { type: 'changed' }, spent)).toMatchObject({ phase: 'queued', need: { heals: false } })
  })

  it('by a person counts again from the first link that fails', () => {
    const next = after(after(open, { type: 'reset' }, { isActive: true }), { type: 'changed' }, { turn: 'asks' })
    expect(after(next, { type: 'refused', error: error('network') }, { ...spent, isActive: true })).toMatchObject({
      phase: 'failed',
      error: { code: 'budget_exhausted' },
    })
  })

  it('had nothing to lose', () => {
    for (const state of [firstView, queued, requesting, ready, stalled, failed]) {
      expect(after(state, { type: 'reset' })).toBe(state)
    }
  })
})

describe('the budget', () => {
  it.each([
    ['three within the window', [start - 299_999, start - 1, start], false],
    ['one of three just out of it', [start - 300_000, start - 1, start], true],
    ['two', [start - 1, start], true],
    ['three and a window that is not a number', [start - 2, start - 1, start], false, Number.NaN],
  ])('with %s', (_, healed, heals, windowMs = 300_000) => {
    const next = after(open, { type: 'reset' }, { healed, budget: { max: 3, windowMs } })
    expect(next.phase).toBe(heals ? 'queued' : 'failed')
  })

  it('does not count against what a person asks for', () => {
    expect(after(failed, { type: 'reload' }, spent)).toEqual({
      phase: 'queued',
      need: { ...need, heals: false, source: 'endpoint' },
    })
  })

  it('is not checked for a frame that is not visible', () => {
    expect(after(idle('idle', { heals: true }), { type: 'changed' }, { ...spent, isShown: false }).phase).toBe('idle')
  })
})

describe('a person who reloads', () => {
  it.each(
    everyState
      .filter(({ phase }) => phase !== 'requesting' && phase !== 'ready')
      .map((state) => [state.phase, state] as const),
  )('gets a fresh link: %s', (_, state) => {
    expect(after(state, { type: 'reload' })).toMatchObject({ phase: 'queued', need: { heals: false, retryAt: 0 } })
  })

  it('gets the one that is being asked for', () => {
    expect(after(requesting, { type: 'reload' })).toBe(requesting)
  })

  it('gets the one that only waits for another tab, and keeps its place in the line', () => {
    expect(after(ready, { type: 'reload' })).toBe(ready)
  })

  it('gets one at once where only an entry was to wait for its turn', () => {
    const queued: FrameState = { phase: 'queued', need: { ...need, source: 'address' } }
    expect(after(queued, { type: 'reload' }, { turn: 'asks' }).phase).toBe('requesting')
  })

  it('gets the one that waits unopened', () => {
    expect(after(idle('idle', { heals: true, source: link }), { type: 'reload' })).toMatchObject({
      need: { source: link },
    })
  })

  describe('although the browser says that it is offline', () => {
    const offline = { online: false }
    const reload: FrameEvent = { type: 'reload', evenOffline: true }
    const byPerson: FrameState = { ...opening, evenOffline: true }
    const pressed: FrameState = { phase: 'requesting', need: { ...need, evenOffline: true } }

    it.each(
      [idle('offline'), ...everyState.filter(({ phase }) => phase !== 'requesting' && phase !== 'ready')].map(
        (state) => [state.phase, state] as const,
      ),
    )('is asked for once: %s', (_, state) => {
      const next = after(state, reload, offline)
      expect(next).toMatchObject({ phase: 'queued', need: { heals: false } })
      expect(after(next, { type: 'changed' }, { ...offline, turn: 'asks' })).toMatchObject({ phase: 'requesting' })
    })

    it('waits while the frame is hidden, and is asked for then', () => {
      const hidden = after(open, reload, { ...offline, isShown: false })
      expect(hidden).toMatchObject({ phase: 'idle' })
      expect(after(hidden, { type: 'changed' }, offline)).toMatchObject({ phase: 'queued' })
    })

    it('opens the link, at once or when another tab lets it', () => {
      expect(after(pressed, { type: 'link', link }, { ...offline, turn: 'opens' })).toEqual(byPerson)
      const waits = after(pressed, { type: 'link', link }, { ...offline, turn: 'asks' })
      expect(after(waits, { type: 'changed' }, { ...offline, turn: 'asks' })).toBe(waits)
      expect(after(waits, { type: 'changed' }, { ...offline, turn: 'opens' })).toEqual(byPerson)
    })

    it('opens the conversation in the second frame too', () => {
      const hasAddress = true
      const at = { ...offline, hasAddress, turn: 'opens' } as const
      const loaded = after(after(pressed, { type: 'link', link }, at), { type: 'load' }, at)
      expect(after(loaded, { type: 'changed' }, { ...at, now: start + 3_000 })).toMatchObject({ phase: 'entering' })
    })

    it.each<ConversationFrameErrorCode>(['network', 'timeout', 'vendor_unavailable'])('fails with %s', (code) => {
      const next = after(pressed, { type: 'refused', error: error(code) }, offline)
      expect(statusOf(next)).toBe('failed')
      expect(next).toMatchObject({ need: { error: { code } } })
      expect(after(next, { type: 'changed' }, offline)).toBe(next)
      expect(after(next, { type: 'changed' }, { ...offline, isShown: false })).toBe(next)
    })

    it('asks again automatically only when the network is back, and within the budget', () => {
      const failure = after(pressed, { type: 'refused', error: error('network') }, offline)
      expect(after(failure, { type: 'changed' }, { now: start + 1_500 })).toMatchObject({
        phase: 'queued',
        need: { heals: true },
      })
      expect(after(failure, { type: 'changed' }, spent)).toMatchObject({ error: { code: 'budget_exhausted' } })
    })

    it('is asked for once more by the next press', () => {
      const failure = after(pressed, { type: 'refused', error: error('network') }, offline)
      expect(after(failure, reload, offline)).toMatchObject({ phase: 'queued', need: { heals: false } })
    })

    it('stays failed where an automatic attempt fails offline later', () => {
      const failure = after(pressed, { type: 'refused', error: error('network') }, offline)
      const asks = after(failure, { type: 'changed' }, { now: start + 1_500 })
      const automatic = after(asks, { type: 'changed' }, { now: start + 1_500, turn: 'asks' })
      const next = after(automatic, { type: 'refused', error: error('network') }, offline)
      expect(statusOf(next)).toBe('failed')
      expect(after(next, { type: 'changed' }, { ...offline, now: start + 60_000 })).toBe(next)
    })

    it('is not asked for twice when its link comes too late', () => {
      expect(after(pressed, { type: 'link', link: staleLink }, offline)).toMatchObject({ because: 'offline' })
    })

    it('uses the link that is being asked for, or that waits for another tab', () => {
      const asks = after(requesting, reload)
      expect(after(asks, { type: 'link', link }, { ...offline, turn: 'opens' })).toEqual(byPerson)
      const waits = after(ready, reload)
      expect(after(waits, { type: 'changed' }, { ...offline, turn: 'opens' })).toEqual(byPerson)
    })

    it('waits for the network where no person asks', () => {
      expect(after(open, { type: 'reload' }, offline)).toMatchObject({ phase: 'idle', because: 'offline' })
    })
  })

  it('no longer waits for what stalled', () => {
    expect(after(stalled, { type: 'reload' })).not.toMatchObject({ need: { stillLoading: 'login' } })
  })
})

describe("the host's policy", () => {
  const blocked: FrameEvent = { type: 'blocked', error: error('blocked_by_csp') }

  it.each([
    ['opening', opening],
    ['settling', settling],
    ['entering', entering],
  ])('ends a frame that is %s', (_, state) => {
    expect(after(state, blocked)).toEqual({ phase: 'failed', error: blocked.error })
  })

  it('has nothing to do with a frame that opens nothing', () => {
    for (const state of [firstView, queued, requesting, ready, open, stalled, failed])
      expect(after(state, blocked)).toBe(state)
  })
})

describe('another conversation of the same agent', () => {
  const hasAddress = true

  it('waits for its turn, and is then entered without a login', () => {
    const waiting = after(firstViewByAddress, { type: 'changed' }, { hasAddress })
    expect(waiting).toEqual({ phase: 'queued', need: { ...need, source: 'address' } })
    expect(after(waiting, { type: 'changed' }, { hasAddress, turn: 'asks' })).toBe(waiting)
    expect(after(waiting, { type: 'changed' }, { hasAddress, turn: 'opens', now: start + 5 })).toEqual({
      phase: 'entering',
      stalls: 0,
      until: start + 20_005,
    })
  })

  it.each<[string, Partial<Moment>, string]>([
    ['hidden', { isShown: false }, 'idle'],
    ['offline', { online: false }, 'offline'],
  ])('is not entered while it is %s', (_, changes, because) => {
    expect(after(firstViewByAddress, { type: 'changed' }, { hasAddress, turn: 'opens', ...changes })).toMatchObject({
      phase: 'idle',
      because,
      need: { source: 'address' },
    })
  })

  it('is logged in to where it has no address any more', () => {
    const asks = after(after(firstViewByAddress, { type: 'changed' }), { type: 'changed' }, { turn: 'asks' })
    expect(asks).toMatchObject({ phase: 'requesting', need: { source: 'endpoint' } })
    expect(after(asks, { type: 'link', link }, { turn: 'opens', hasAddress })).toMatchObject({ phase: 'opening' })
  })

  it('is entered again when its frame was moved before it had loaded', () => {
    expect(after(entering, { type: 'reset' })).toMatchObject({
      phase: 'queued',
      need: { heals: false, source: 'address' },
    })
  })
})

it.each([
  [idle('idle'), 'idle'],
  [idle('offline'), 'offline'],
  [idle('waiting'), 'waiting'],
  [queued, 'idle'],
  [requesting, 'requesting'],
  [ready, 'requesting'],
  [opening, 'opening'],
  [settling, 'open'],
  [beforeEntry, 'opening'],
  [entering, 'opening'],
  [open, 'open'],
  [stalled, 'stalled'],
  [failed, 'failed'],
] as [FrameState, string][])('is shown by its status: %#', (state, status) => {
  expect(statusOf(state)).toBe(status)
})
