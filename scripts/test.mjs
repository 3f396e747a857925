// Runs every check, and ends with the line `N passed, N failed` (`, N skipped`): tests, and one for each other step.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const counts = { passed: 0, failed: 0, skipped: 0 }

function run(title, command, ...args) {
  console.log(`\n▶ ${title}`)
  return spawnSync(command, args, { stdio: 'inherit' }).status === 0
}

function step(title, ...command) {
  counts[run(title, ...command) ? 'passed' : 'failed'] += 1
}

function tests() {
  const folder = mkdtempSync(join(tmpdir(), 'conversation-frame-tests-'))
  const report = join(folder, 'report.json')
  const ok = run('tests', 'vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`)
  try {
    const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = JSON.parse(readFileSync(report, 'utf8'))
    counts.passed += numPassedTests
    counts.failed += numFailedTests || (ok ? 0 : 1)
    counts.skipped += numPendingTests + numTodoTests
  } catch {
    counts.failed += 1
  }
  rmSync(folder, { recursive: true })
}

step('lint and import rule', 'biome', 'ci', '.')
step('types', 'pnpm', '-r', '--no-bail', 'run', 'typecheck')
tests()

const { passed, failed, skipped } = counts
console.log(`\n${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`)
process.exit(failed ? 1 : 0)
