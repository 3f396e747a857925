import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'

const counts = { passed: 0, failed: 0, skipped: 0 }
/** Named again at the end, where a long log is read first. */
const failures = []

function run(title, [command, ...args], env) {
  console.log(`\n▶ ${title}`)
  return spawnSync(command, args, { stdio: 'inherit', env: { ...process.env, ...env } }).status === 0
}

/** Runs one check, and counts it as one. */
export function step(title, ...command) {
  return record(title, run(title, command))
}

/** Counts a check that the caller has run itself. */
export function record(title, ok) {
  counts[ok ? 'passed' : 'failed'] += 1
  if (!ok) failures.push(title)
  return ok
}

/** Runs what the checks need. It counts only where it fails, and then nothing else can run. */
export function prepare(title, ...command) {
  if (run(title, command)) return
  record(title, false)
  finish()
}

/** Counts what cannot run here, and names it. */
export function skip(title) {
  console.log(`\n▷ skipped: ${title}`)
  counts.skipped += 1
}

/** Runs Vitest, and counts each of its tests. */
export function tests(title, args = [], env = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'conversation-frame-'))
  const report = join(folder, 'report.json')
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const ok = run(title, ['vitest', 'run', ...reporters, ...args], env)
  try {
    const found = JSON.parse(readFileSync(report, 'utf8'))
    counts.passed += found.numPassedTests
    // An error outside of any test fails the run too.
    counts.failed += found.numFailedTests || (ok ? 0 : 1)
    counts.skipped += found.numPendingTests + found.numTodoTests
    for (const { name, assertionResults } of found.testResults)
      for (const { status, fullName } of assertionResults)
        if (status === 'failed') failures.push(`${relative(process.cwd(), name)}: ${fullName}`)
    if (!ok && !found.numFailedTests) failures.push(`${title}: an error outside of any test`)
  } catch {
    counts.failed += 1
    failures.push(title)
  }
  rmSync(folder, { recursive: true })
}

/** Runs a command that ends with a line of counts itself, and adds them. */
export function suite(title, ...[command, ...args]) {
  console.log(`\n▶ ${title}`)
  const { status, stdout } = spawnSync(command, args, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    maxBuffer: 2 ** 28,
  })
  process.stdout.write(stdout ?? '')
  const found = /(\d+) passed, (\d+) failed(?:, (\d+) skipped)?\s*$/.exec(stdout ?? '')
  counts.passed += Number(found?.[1] ?? 0)
  const failed = Number(found?.[2] ?? 0) || (status === 0 ? 0 : 1)
  counts.failed += failed
  if (failed) failures.push(title)
  counts.skipped += Number(found?.[3] ?? 0)
}

/** Prints the counts and ends the process. */
export function finish() {
  const { passed, failed, skipped } = counts
  console.log(['', ...failures.map((failure) => `failed: ${failure}`)].join('\n'))
  console.log(`\n${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`)
  process.exit(failed ? 1 : 0)
}
