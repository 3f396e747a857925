// Runs what takes longer than `npm test` may: what is published, on every host, and more random lives of a page.
import { finish, step, suite, tests } from './tally.mjs'

step('build', 'pnpm', '-r', '--filter', './packages/*', 'build')
step('no unused file, export or dependency', 'knip', '--no-progress')
step('sizes', 'node', 'scripts/size.mjs')
step('licences of what is installed with the packages', 'node', 'scripts/licences.mjs')
suite('known vulnerabilities', 'node', 'scripts/audit.mjs')
step('a dry run of a release', 'node', 'scripts/publish.mjs', '--dry-run')
suite('the packages, in the apps of their users', 'node', 'testing/consumers/run.mjs')
suite('the login endpoint on every host', 'node', 'testing/hosts/run.mjs')
tests('the browsers as they are driven, their cookies, and the simulated vendor in them', ['--project', 'engines'])
tests('the promises, in three engines', ['--project', 'promises'])
tests('300 random lives of a page', ['--project', 'browser', 'packages/react/src/ConversationFrame.model'], {
  MODEL_COUNT: '300',
})
finish()
