// Runs what takes longer than `npm test` may: what is published, as its users get it, and on every host.
import { finish, step, suite } from './tally.mjs'

step('build', 'pnpm', '-r', '--filter', './packages/*', 'build')
for (const name of ['contract', 'react', 'server', 'simulator']) {
  step(`publint: ${name}`, 'pnpm', '--dir', `packages/${name}`, 'exec', 'publint', '--strict')
}
suite('the login endpoint on every host', 'node', 'testing/hosts/run.mjs')
finish()
