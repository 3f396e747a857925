// The one counter of results: each command that checks something ends with the line `N passed, N failed`.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'

const counts = { passed: 0, failed: 0, skipped: 0 }
/** Named again at the end, where a long log is read first. */
const failures = []
/** Where `suite` of a calling command reads the counts of this one. */
const { TALLY_FILE: tallyFile } = process.env
delete process.env.TALLY_FILE

function run(title, [command, ...args], env) {
  console.log(`\n▶ ${title}`)
  return spawnSync(command, args, { stdio: 'inherit', env: { ...process.env, ...env } }).status === 0
}

/** Runs a command that writes JSON to the file that it is given. @returns the JSON, or `undefined` without any */
function runWithReport(start) {
  const folder = mkdtempSync(join(tmpdir(), 'conversation-frame-'))
  const file = join(folder, 'report.json')
  const ok = start(file)
  try {
    return { ok, report: JSON.parse(readFileSync(file, 'utf8')) }
  } catch {
    return { ok, report: undefined }
  } finally {
    rmSync(folder, { recursive: true })
  }
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
  const { ok, report } = runWithReport((file) => {
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
    return run(title, ['vitest', 'run', ...reporters, ...args], env)
  })
  if (!report) {
    record(title, false)
    return
  }
  counts.passed += report.numPassedTests
  counts.failed += report.numFailedTests
  counts.skipped += report.numPendingTests + report.numTodoTests
  for (const { name, assertionResults } of report.testResults)
    for (const { status, fullName } of assertionResults)
      if (status === 'failed') failures.push(`${relative(process.cwd(), name)}: ${fullName}`)
  // An error outside of any test fails the run too.
  if (!ok && report.numFailedTests === 0) record(`${title}: an error outside of any test`, false)
}

/** Runs a command that counts with this module, and adds its counts. */
export function suite(title, ...command) {
  const { ok, report } = runWithReport((file) => run(title, command, { TALLY_FILE: file }))
  // A command that ends without its counts has failed.
  if (!report) {
    record(title, false)
    return
  }
  for (const name of Object.keys(counts)) counts[name] += report.counts[name]
  failures.push(...report.failures.map((failure) => `${title}: ${failure}`))
  if (!ok && report.counts.failed === 0) record(title, false)
}

/** Prints the counts and ends the process. */
export function finish() {
  const { passed, failed, skipped } = counts
  if (tallyFile) writeFileSync(tallyFile, JSON.stringify({ counts, failures }))
  console.log(['', ...failures.map((failure) => `failed: ${failure}`)].join('\n'))
  console.log(`\n${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`)
  process.exit(failed ? 1 : 0)
}
