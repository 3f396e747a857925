// Builds what is published, installs it as users do, runs the tests, and ends with `N passed, N failed`.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

function run(command, ...args) {
  return spawnSync(command, args, { cwd: import.meta.dirname, stdio: 'inherit' }).status === 0
}

const built = ['contract', 'react', 'server', 'simulator'].every((name) =>
  run('pnpm', '--dir', `../../packages/${name}`, '--silent', 'run', 'build'),
)
const reports = mkdtempSync(join(tmpdir(), 'conversation-frame-consumers-'))
const report = join(reports, 'report.json')
const args = ['--config', 'vitest.config.ts', '--reporter=verbose', '--reporter=json', `--outputFile.json=${report}`]
const ok = built && run('vitest', 'run', ...args, ...process.argv.slice(2))
let passed = 0
let failed = ok ? 0 : 1
try {
  const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(report, 'utf8'))
  passed = numPassedTests
  failed = numFailedTests || failed
} catch {
  console.error('The tests did not run.')
}
rmSync(reports, { recursive: true })
console.log(`\n${passed} passed, ${failed} failed`)
process.exit(failed ? 1 : 0)
