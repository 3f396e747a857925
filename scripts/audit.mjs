// Asks the registry for known vulnerabilities of what is installed with the packages, and ends with `N passed, N failed`.
import { spawnSync } from 'node:child_process'
import { finish, record, skip } from './tally.mjs'

const { status, stdout, stderr } = spawnSync('pnpm', ['audit', '--prod', '--audit-level', 'low'], { encoding: 'utf8' })
const output = `${stdout}${stderr}`
console.log(output.trim())
// Mirrors often have no such endpoint. That says nothing about the packages, so it neither passes nor fails.
const unsupported =
  status !== 0 && /AUDIT_(ENDPOINT_NOT_EXISTS|BAD_RESPONSE)|audit endpoint|\b(403|404|405|501)\b/i.test(output)
if (unsupported) skip('this registry has no audit endpoint')
else record('no known vulnerability', status === 0)
finish()
