// Builds and publishes all packages whose version is not on the registry yet. `--dry-run` packs and checks, and sends nothing.
import { spawnSync } from 'node:child_process'

function run(...command) {
  const { status } = spawnSync('pnpm', command, { stdio: 'inherit' })
  if (status !== 0) process.exit(status ?? 1)
}

const filter = ['-r', '--filter', './packages/*']
run(...filter, 'build')
run(...filter, 'publish', '--access', 'public', '--no-git-checks', ...process.argv.slice(2))
if (!process.argv.includes('--dry-run')) run('exec', 'changeset', 'tag')
