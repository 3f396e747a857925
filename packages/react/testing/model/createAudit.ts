import { type SlotName, type TargetName, targets } from './Sequence.js'

/** One view of a conversation. The promises count links per view. */
export interface View {
  slot: SlotName
  target: TargetName
  user: string
  /** Links that the view may request free of charge: one at first, and one for each press of Reload. */
  credit: number
  /** What a press of Reload still permits while the browser says that it is offline: a request, then opening its link. */
  pressed?: 'asks' | 'opens' | undefined
}

/** The conditions that the promises depend on. */
export interface Conditions {
  online: boolean
  visible: boolean
  /** Whether a frame may request a link: it is on the page, displayed and, when lazy, near the viewport. */
  mayAsk(view: View): boolean
}

const budget = { max: 3, windowMs: 300_000 }

/** Records the requests of frames, and the promises that they break. */
export function createAudit(conditions: Conditions) {
  const breaches: string[] = []
  let healed: number[] = []
  let asked = 0

  function check(who: string, what: string, evenOffline = false): void {
    if (!conditions.visible) breaches.push(`promise 3: ${who} ${what} in a hidden tab`)
    if (!conditions.online && !evenOffline) breaches.push(`promise 3: ${who} ${what} offline`)
  }

  return {
    breaches,
    asked: () => asked,
    breach: (text: string) => void breaches.push(text),

    /** A frame is about to send a request to the login endpoint. */
    asks(view: View): void {
      asked += 1
      const who = `${view.slot} (${view.target})`
      check(who, 'asked', view.pressed === 'asks')
      if (view.pressed) view.pressed = 'opens'
      if (!conditions.mayAsk(view)) breaches.push(`promise 3: ${who} asked, gone or out of sight`)
      if (view.credit > 0) {
        view.credit -= 1
        return
      }
      const now = performance.now()
      healed = [...healed.filter((when) => when > now - budget.windowMs + 50), now]
      if (healed.length > budget.max) breaches.push(`promise 4: ${who} asked for healing over the budget`)
    },

    prefetches(): void {
      asked += 1
      check('a prefetch', 'asked')
    },

    opens(view: View): void {
      check(`${view.slot} (${view.target})`, 'navigated', view.pressed !== undefined)
      view.pressed = undefined
      view.credit = 0
    },
  }
}

export type Audit = ReturnType<typeof createAudit>

export function keyOf({ target, user }: Pick<View, 'target' | 'user'>): string {
  return JSON.stringify([targets[target], user])
}
