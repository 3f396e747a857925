// What CI runs: everything, also after a failure.
import { finish, suite } from './tally.mjs'

suite('npm test', 'node', 'scripts/test.mjs')
suite('npm run test:slow', 'node', 'scripts/slow.mjs')
suite('npm run mutation', 'node', 'scripts/mutation.mjs')
finish()
