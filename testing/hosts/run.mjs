// Installs this folder's own dependencies, builds what is published, then runs the tests, and ends with `N passed, N failed`.
// Arguments go to vitest (names of files, -t); `--bench` measures instead.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const folder = import.meta.dirname

function run(command, ...args) {
  return spawnSync(command, args, { cwd: folder, stdio: 'inherit' }).status === 0
}

const installed = run(
  'pnpm',
  'install',
  '--frozen-lockfile',
  '--prefer-offline',
  '--reporter=append-only',
  '--loglevel=warn',
)
const built =
  installed && ['contract', 'server'].every((name) => run('pnpm', '--dir', `../../packages/${name}`, 'run', 'build'))
const typed = built && run('tsc', '-p', 'tsconfig.json')

if (process.argv.includes('--bench')) {
  process.exit(typed && run('tsx', 'src/bench.ts') ? 0 : 1)
}

const reports = mkdtempSync(join(tmpdir(), 'conversation-frame-hosts-'))
const report = join(reports, 'report.json')
const args = ['--config', 'vitest.config.ts', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
const ok = typed && run('vitest', 'run', ...args, ...process.argv.slice(2))
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
