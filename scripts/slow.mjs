// Runs what takes longer than `npm test` may: the checks of what is published, and the tests named `*.slow.*`. Or one part of it:
// `npm run test:slow hosts`. Arguments after the name go to that part's Vitest: `npm run test:slow hosts cluster memory`.
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
  tests: () =>
    tests('the slow tests', args.length ? args : ['.slow.'], { MODEL_COUNT: process.env.MODEL_COUNT ?? '300' }),
  model: () => suite('random lives of a page', 'node', 'scripts/model.mjs'),
  fuzz: () =>
    tests('hostile requests and vendor responses', ['--project', 'unit', 'hostileInput', 'hostileSocket', ...args], {
      FUZZ_RUNS: process.env.FUZZ_RUNS ?? '50000',
    }),
}
/** Tests of another part with more runs. */
const longer = ['model', 'fuzz']
const everything = Object.keys(parts).filter((part) => !longer.includes(part))

if (name && !Object.hasOwn(parts, name)) {
  console.error(`There is no part "${name}". Choose one of: ${Object.keys(parts).join(', ')}`)
  process.exit(1)
}
for (const part of name ? [name] : everything) parts[part]()
finish()
