// Lists the licences of everything that is installed with the packages, and fails on one that is not permissive.
import { spawnSync } from 'node:child_process'

const permissive = new Set([
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'ISC',
  'MIT',
  'Unlicense',
])

const { stdout, stderr } = spawnSync(
  'pnpm',
  ['-r', '--filter', './packages/*', 'licenses', 'list', '--prod', '--json'],
  {
    encoding: 'utf8',
  },
)
let licences
try {
  licences = JSON.parse(stdout)
} catch {
  console.error(`The licences cannot be listed:\n${stdout}${stderr}`)
  process.exit(1)
}

for (const [licence, packages] of Object.entries(licences)) {
  const names = packages.map(({ name, versions }) => `${name}@${versions.join(', ')}`)
  console.log(`${licence}${permissive.has(licence) ? '' : ' (not allowed)'}: ${names.join('; ')}`)
}
process.exit(Object.keys(licences).every((licence) => permissive.has(licence)) ? 0 : 1)
