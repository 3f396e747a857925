// Runs every check but the long ones, and ends with the line `N passed, N failed`.
import { finish, step, tests } from './tally.mjs'

step('lint and import rule', 'biome', 'ci', '.')
step('words', 'node', 'scripts/words.mjs')
step('types', 'pnpm', '-r', '--no-bail', 'run', 'typecheck')
// Several exclusions would each let the other's tests in, so the projects are named.
const projects = ['unit', 'e2e', 'browser', 'storybook', 'promises-chromium']
tests(
  'tests',
  projects.flatMap((project) => ['--project', project]),
)
finish()
