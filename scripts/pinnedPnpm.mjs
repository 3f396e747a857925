// Puts the pnpm of `.ci/pnpm.json` on the PATH of the release jobs. It is one file in one tarball, which is unpacked only if
// its hash is the committed one: a compromised registry cannot inject a program into a job that may publish.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { appendFileSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const pinned = JSON.parse(readFileSync(process.argv[2] ?? new URL('../.ci/pnpm.json', import.meta.url), 'utf8'))
const folder = mkdtempSync(join(tmpdir(), 'pinned-pnpm-'))

function run(command, ...args) {
  const { status } = spawnSync(command, args, { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] })
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} failed.`)
}

run('npm', 'pack', '--ignore-scripts', '--loglevel=error', `${pinned.package}@${pinned.version}`)
const [tarball = ''] = readdirSync(folder)
const integrity = `sha512-${createHash('sha512')
  .update(readFileSync(join(folder, tarball)))
  .digest('base64')}`
if (integrity !== pinned.integrity) {
  throw new Error(`${tarball} has the hash ${integrity}, not ${pinned.integrity}. It was not unpacked.`)
}
run('tar', '-xzf', tarball)
const path = join(folder, 'package')
if (process.env.GITHUB_PATH) appendFileSync(process.env.GITHUB_PATH, `${path}\n`)
console.log(path)
