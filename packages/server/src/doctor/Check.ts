/**
 * `warning`: it works, but not for everybody, or could be safer. `skipped`: it was not looked at, so nobody knows; the
 * finding says why.
 */
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

/** Adds those of `names` that were not come to, so that nobody takes them for passed. */
export function withSkipped(checks: readonly Check[], names: readonly string[]): Check[] {
  const failed = checks.find(({ outcome }) => outcome === 'failed')?.name
  const missing = names.filter((name) => !checks.some((each) => each.name === name))
  const finding = `Not looked at, because ${failed} failed.`
  return [...checks, ...missing.map((name): Check => ({ name, outcome: 'skipped', finding }))]
}

const signs: Record<CheckOutcome, string> = { ok: '✓', warning: '!', failed: '✗', skipped: '-' }

/** The checks as text for a terminal, and how many there are of each kind. */
export function formatChecks(checks: readonly Check[]): string {
  const lines = checks.map(({ name, outcome, finding, advice }) => {
    const line = `${signs[outcome]} ${name}: ${finding}`
    return advice ? `${line}\n  → ${advice}` : line
  })
  const counts = Object.entries(countChecks(checks)).map(([outcome, count]) => `${count} ${outcome}`)
  return [...lines, '', counts.join(', ')].join('\n')
}

/** How many checks came out how. */
export function countChecks(checks: readonly Check[]): Record<CheckOutcome, number> {
  const counts = { ok: 0, warning: 0, failed: 0, skipped: 0 }
  for (const { outcome } of checks) counts[outcome] += 1
  return counts
}

/** Whether nothing failed. */
export function isHealthy(checks: readonly Check[]): boolean {
  return countChecks(checks).failed === 0
}
