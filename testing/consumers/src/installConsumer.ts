import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inject } from 'vitest'
import { run } from './run.js'

/** An app in a folder of its own, with everything installed. */
export interface Consumer extends AsyncDisposable {
  folder: string
  /** Runs one of the programs that were installed. */
  bin(name: string, args: readonly string[], env?: Record<string, string>): Promise<{ output: string }>
}

/**
 * Copies an app of `apps/` out of the repository and installs it by npm, with our packages from their tarballs.
 * `versions` replaces some of its pins.
 */
export async function installConsumer(app: string, versions: Record<string, string> = {}): Promise<Consumer> {
  const folder = await mkdtemp(join(tmpdir(), `conversation-frame-${app}-`))
  await cp(join(import.meta.dirname, '../apps', app), folder, { recursive: true })
  await writeFile(join(folder, 'package.json'), await manifest(folder, versions))
  await run('npm', ['install', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: folder })
  return {
    folder,
    bin: (name, args, env = {}) => run(join(folder, 'node_modules/.bin', name), args, { cwd: folder, env }),
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true }),
  }
}

interface Manifest {
  dependencies: Record<string, string>
  devDependencies?: Record<string, string>
  overrides?: Record<string, string>
}

async function manifest(folder: string, versions: Record<string, string>): Promise<string> {
  const {
    dependencies,
    devDependencies = {},
    ...rest
  } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as Manifest
  const tarballs: Record<string, string> = {}
  for (const [name, file] of Object.entries(inject('tarballs')))
    tarballs[`@conversation-frame/${name}`] = `file:${file}`
  const pinned = (wanted: Record<string, string>) =>
    Object.fromEntries(Object.keys(wanted).map((name) => [name, versions[name] ?? tarballs[name] ?? wanted[name]]))
  return JSON.stringify({
    ...rest,
    dependencies: pinned(dependencies),
    devDependencies: pinned(devDependencies),
    // No app names the contract: it comes with the packages that need it.
    overrides: { '@conversation-frame/contract': tarballs['@conversation-frame/contract'] },
  })
}
