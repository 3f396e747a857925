// Runs every check but the long ones, and ends with the line `N passed, N failed`.
import { finish, step, tests } from './tally.mjs'

step('lint and import rule', 'biome', 'ci', '.')
step('words', 'node', 'scripts/words.mjs')
step('types', 'pnpm', '-r', '--no-bail', 'run', 'typecheck')
tests('tests', ['--exclude', '**/*.slow.*'])
finish()
