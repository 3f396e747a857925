// Builds what is published, installs it as users do, runs the tests, and ends with `N passed, N failed`.
// Arguments go to Vitest.
import { finish, prepare, tests } from '../../scripts/tally.mjs'

process.chdir(import.meta.dirname)
for (const name of ['contract', 'react', 'server', 'simulator']) {
  prepare(`build ${name}`, 'pnpm', '--dir', `../../packages/${name}`, '--silent', 'run', 'build')
}
tests('the packages in the apps of their users', ['--config', 'vitest.config.ts', ...process.argv.slice(2)])
finish()
