import { now } from '../now.js'

/**
 * What decides whether the page may request one more link automatically. `nextState` decides which requests count: first views,
 * what a person asks for and a move by an active person are free.
 */
export interface BudgetUse {
  readonly now: number
  /** When the page asked automatically, on the clock of `now.ts`. */
  readonly healed: readonly number[]
  readonly budget: { readonly max: number; readonly windowMs: number }
}

/** The vendor throttles a whole office, so all frames share one budget. */
const healed: number[] = []

export const healingBudget = {
  spent: healed as readonly number[],
  spend(): void {
    healed.push(now())
    if (healed.length > 100) healed.shift()
  },
}

/** Whether the page may ask for one more link automatically, now or at a later moment. */
export function canHeal({ now, healed, budget }: BudgetUse, at = 0): boolean {
  // Negated so that a window that is NaN counts every request.
  return healed.filter((when) => !(when <= Math.max(at, now) - budget.windowMs)).length < budget.max
}
