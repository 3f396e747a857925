/**
 * `warning`: it works, but not for all users, or could be safer. `skipped`: it was not checked, so the outcome is unknown; the
 * finding says why.
 */
export type CheckOutcome = 'ok' | 'warning' | 'failed' | 'skipped'

/** One check of the doctor. */
export interface Check {
  /** A stable name, for scripts. */
  name: string
  outcome: CheckOutcome
  /** What was found, in a sentence without secrets. */
  finding: string
  /** What to change. */
  advice?: string
}

/** Creates a check. It has the advice only if it failed. */
export function check(name: string, isRight: boolean, right: string, wrong: string, advice: string): Check {
  return isRight ? { name, outcome: 'ok', finding: right } : { name, outcome: 'failed', finding: wrong, advice }
}

/** Adds the checks of `names` that were not reached as skipped, so that they do not seem to have passed. */
export function withSkipped(checks: readonly Check[], names: readonly string[]): Check[] {
  const failed = checks.find(({ outcome }) => outcome === 'failed')?.name
  const missing = names.filter((name) => !checks.some((each) => each.name === name))
  const finding = `Not checked, because ${failed} failed.`
  return [...checks, ...missing.map((name): Check => ({ name, outcome: 'skipped', finding }))]
}

const signs: Record<CheckOutcome, string> = { ok: '✓', warning: '!', failed: '✗', skipped: '-' }

/** The checks as text for a terminal, with the number of each outcome. */
export function formatChecks(checks: readonly Check[]): string {
  const lines = checks.map(({ name, outcome, finding, advice }) => {
    const line = `${signs[outcome]} ${name}: ${finding}`
    return advice ? `${line}\n  → ${advice}` : line
  })
  const counts = Object.entries(countChecks(checks)).map(([outcome, count]) => `${count} ${outcome}`)
  return [...lines, '', counts.join(', ')].join('\n')
}

/** The number of checks with each outcome. */
export function countChecks(checks: readonly Check[]): Record<CheckOutcome, number> {
  const counts = { ok: 0, warning: 0, failed: 0, skipped: 0 }
  for (const { outcome } of checks) counts[outcome] += 1
  return counts
}

/** Whether no check failed. */
export function isHealthy(checks: readonly Check[]): boolean {
  return countChecks(checks).failed === 0
}
