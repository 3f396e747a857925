// Installs the workspace of apps/examples, builds what is published, then runs the tests, and ends with `N passed, N failed`.
// Arguments go to Vitest (names of files, -t). `--bench <file>` measures instead, and writes the figures as JSON to that file.
import { finish, prepare, tests } from '../../scripts/tally.mjs'

const install = ['install', '--frozen-lockfile', '--prefer-offline', '--reporter=append-only', '--loglevel=warn']

process.chdir(import.meta.dirname)
prepare('install', 'pnpm', '--dir', '../../apps/examples', ...install)
for (const name of ['contract', 'server'])
  prepare(`build ${name}`, 'pnpm', '--dir', `../../packages/${name}`, 'run', 'build')
prepare('types of the examples', 'tsc', '-p', '../../apps/examples')
prepare('types', 'tsc', '-p', 'tsconfig.json')
const [first, ...rest] = process.argv.slice(2)
if (first === '--bench') {
  prepare('benchmark', 'tsx', 'src/bench.ts', ...rest)
  process.exit(0)
}
tests('the login endpoint on every host', ['--config', 'vitest.config.ts', ...process.argv.slice(2)])
finish()
