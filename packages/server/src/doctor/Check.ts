/** `warning`: it works, but not for everybody, or could be safer. `skipped`: it could not be looked at; the finding says why. */
export type CheckOutcome = 'ok' | 'warning' | 'failed' | 'skipped'

/** One thing that the doctor looked at. */
export interface Check {
  /** A name that does not change, for scripts. */
  name: string
  outcome: CheckOutcome
  /** What was found, in a sentence. Holds no secret. */
  finding: string
  /** What to change. */
  advice?: string
}

/** Makes a check of what was found; advice is given only where something is wrong. */
export function check(name: string, isRight: boolean, right: string, wrong: string, advice: string): Check {
  return isRight ? { name, outcome: 'ok', finding: right } : { name, outcome: 'failed', finding: wrong, advice }
}

const signs: Record<CheckOutcome, string> = { ok: '✓', warning: '!', failed: '✗', skipped: '-' }

/** The checks as text for a terminal. */
export function formatChecks(checks: readonly Check[]): string {
  return checks
    .map(({ name, outcome, finding, advice }) => {
      const line = `${signs[outcome]} ${name}: ${finding}`
      return advice ? `${line}\n  → ${advice}` : line
    })
    .join('\n')
}

/** Whether nothing failed. */
export function isHealthy(checks: readonly Check[]): boolean {
  return checks.every(({ outcome }) => outcome !== 'failed')
}
