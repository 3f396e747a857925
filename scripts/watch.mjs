// Runs the tests that need no browser, and again whatever a change concerns: `npm run test:watch`, or of one package only,
// `npm run test:watch -- react`. What follows the name goes to Vitest: files, `-t`, `--project browser`.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

const [name, ...args] = process.argv.slice(2)
const folder = ['packages', 'apps', 'testing'].map((parent) => `${parent}/${name}/`).find(existsSync)
if (name && !folder) {
  console.error(`There is no package "${name}" in packages, apps or testing.`)
  process.exit(1)
}
const fast = ['--project', 'unit', '--exclude', '**/*.slow.*']
const { status } = spawnSync('vitest', ['watch', ...fast, ...(folder ? [folder] : []), ...args], { stdio: 'inherit' })
process.exit(status ?? 1)
