import type { Faults } from '@conversation-frame/simulator'
import fc from 'fast-check'

/** Slots on the page: two in one root under a provider, and `c`, lazy, in a root of its own. */
export const slotNames = ['a', 'b', 'c'] as const
export type SlotName = (typeof slotNames)[number]

export const targets = {
  dana: { conversationId: 165, phoneNumber: '972501234567', inboxId: undefined, email: undefined },
  yoav: { conversationId: 166, phoneNumber: '972502345678', inboxId: undefined, email: undefined },
  ruth: { conversationId: undefined, phoneNumber: undefined, inboxId: 12, email: 'ruth@example.com' },
}
export type TargetName = keyof typeof targets

/** What can go wrong at the vendor. Faults that hang last until the test moves the clock forward. */
export const faults = {
  'error 500': { loginConversation: { status: 500, times: 2 } },
  '429': { loginConversation: { status: 429, retryAfter: 30, times: 1 } },
  'not found': { loginConversation: { reason: 36, times: 1 } },
  malformed: { loginConversation: { body: 'malformed', times: 1 } },
  'login page 500': { loginPage: { status: 500, times: 1 } },
  'endpoint hangs': { loginConversation: { hang: true, times: 1 } },
  'login page hangs': { loginPage: { hang: true, times: 1 } },
  'login page 204': { loginPage: { status: 204, times: 1 } },
} as const satisfies Record<string, Faults>
export type FaultName = keyof typeof faults

type Action =
  | { type: 'rest' }
  | { type: 'mount'; slot: SlotName; target: TargetName }
  | { type: 'prefetch'; target: TargetName }
  | { type: 'unmount' | 'move' | 'portal' | 'activity' | 'reload'; slot: SlotName }
  | { type: 'render' | 'reorder' | 'scroll' | 'tab' | 'network' | 'user' | 'focus' | 'noFault' }
  | { type: 'time'; ms: number }
  | { type: 'fault'; fault: FaultName }

/** One step of a life. `calm`: the next step waits until nothing is in progress. */
export type Step = Action & { calm: boolean }

export interface Sequence {
  keepAlive: 0 | 1 | 2
  twoFrames: boolean
  steps: Step[]
}

const slot = fc.constantFrom(...slotNames)
const target = fc.constantFrom(...(Object.keys(targets) as TargetName[]))
const fault = fc.constantFrom(...(Object.keys(faults) as FaultName[]))
const ms = fc.constantFrom(1_000, 5_000, 21_000, 31_000, 269_000, 271_000, 600_000, 7_200_000)

function bySlot(weight: number, type: 'unmount' | 'move' | 'portal' | 'activity' | 'reload') {
  return { weight, arbitrary: fc.record({ type: fc.constant(type), slot }) }
}

function alone(
  weight: number,
  type: 'render' | 'reorder' | 'scroll' | 'tab' | 'network' | 'user' | 'focus' | 'noFault',
) {
  return { weight, arbitrary: fc.constant({ type }) }
}

// Failing sequences shrink to the first action.
const action: fc.Arbitrary<Action> = fc.oneof(
  { withCrossShrink: true },
  { weight: 1, arbitrary: fc.constant<Action>({ type: 'rest' }) },
  { weight: 10, arbitrary: fc.record({ type: fc.constant('mount' as const), slot, target }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('prefetch' as const), target }) },
  { weight: 6, arbitrary: fc.record({ type: fc.constant('time' as const), ms }) },
  { weight: 4, arbitrary: fc.record({ type: fc.constant('fault' as const), fault }) },
  bySlot(4, 'unmount'),
  bySlot(4, 'move'),
  bySlot(2, 'portal'),
  bySlot(4, 'activity'),
  bySlot(4, 'reload'),
  alone(3, 'render'),
  alone(1, 'reorder'),
  alone(2, 'scroll'),
  alone(4, 'tab'),
  alone(4, 'network'),
  alone(1, 'user'),
  alone(1, 'focus'),
  alone(2, 'noFault'),
)

const step: fc.Arbitrary<Step> = fc
  .tuple(action, fc.boolean())
  .map(([action, hasty]): Step => ({ ...action, calm: !hasty }))

/** Random lives of a page, each with the given number of steps. */
export function sequences(length: number): fc.Arbitrary<Sequence> {
  return fc.record({
    keepAlive: fc.constantFrom(0, 1, 2),
    twoFrames: fc.oneof({ weight: 3, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
    steps: fc.array(step, { minLength: length, maxLength: length }),
  })
}
