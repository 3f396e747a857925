// Runs what takes longer than `npm test` may, or one part of it: `npm run test:slow hosts`. Arguments after the name go to that
// part's Vitest: `npm run test:slow hosts cluster memory`.
import { finish, step, suite, tests } from './tally.mjs'

const [name, ...args] = process.argv.slice(2)

const parts = {
  packages() {
    step('build', 'pnpm', '-r', '--filter', './packages/*', 'build')
    step('no unused file, export or dependency', 'knip', '--no-progress')
    step('sizes', 'node', 'scripts/size.mjs')
    step('licences of what is installed with the packages', 'node', 'scripts/licences.mjs')
    suite('known vulnerabilities', 'node', 'scripts/audit.mjs')
    step('a dry run of a release', 'node', 'scripts/publish.mjs', '--dry-run')
  },
  consumers: () => suite('the packages, in the apps of their users', 'node', 'testing/consumers/run.mjs', ...args),
  hosts: () => suite('the login endpoint on every host', 'node', 'testing/hosts/run.mjs', ...args),
  engines: () =>
    tests('the drivers of the browsers, their cookies, and the simulated vendor in them', [
      ...['--project', 'engines'],
      ...args,
    ]),
  promises: () => tests('the promises, in three engines', ['--project', 'promises', ...args]),
  model: () => suite('random lives of a page', 'node', 'scripts/model.mjs'),
  fuzz: () =>
    tests('hostile requests and vendor responses', ['--project', 'unit', 'hostileInput', 'hostileSocket', ...args], {
      FUZZ_RUNS: process.env.FUZZ_RUNS ?? '50000',
    }),
}
/** `npm test` runs a slice of the fuzz tests. */
const everything = Object.keys(parts).filter((part) => part !== 'fuzz')

if (name && !Object.hasOwn(parts, name)) {
  console.error(`There is no part "${name}". Choose one of: ${Object.keys(parts).join(', ')}`)
  process.exit(1)
}
for (const part of name ? [name] : everything) parts[part]()
finish()
