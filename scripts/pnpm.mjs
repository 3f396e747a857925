// Runs the pinned pnpm with nothing but Node and npm on the machine, and installs what is missing first.
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

const root = new URL('..', import.meta.url)
const { packageManager } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8'))

function pnpm(...args) {
  const { status, signal } = spawnSync('npx', ['--yes', packageManager, ...args], {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  })
  if (status !== 0) process.exit(status ?? (signal === 'SIGINT' ? 130 : 1))
}

const args = process.argv.slice(2)
// Hides warnings about the Node versions that tools prefer. They do not concern a user who starts the demo; failures are still errors.
if (args[0] !== 'install')
  pnpm('install', '--frozen-lockfile', '--prefer-offline', '--reporter=append-only', '--loglevel=error')
pnpm(...args)
