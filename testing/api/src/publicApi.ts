import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describeApi } from './describeApi.js'

const packages = fileURLToPath(new URL('../../../packages', import.meta.url))

/** The published packages. */
export const publishedPackages = ['contract', 'react', 'server', 'simulator'] as const

/** The file that records a package's public API. */
export function apiFile(name: string): string {
  return join(packages, name, 'api.md')
}

/** The current public API of a package. Needs no build: the declarations are generated for this. */
export function publicApi(name: string): string {
  const folder = join(packages, name)
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest
  const made = mkdtempSync(join(tmpdir(), 'conversation-frame-api-'))
  try {
    emitDeclarations(folder, made)
    return describeApi(manifest.name, entriesOf(manifest), (file) =>
      readFileSync(join(made, name, 'src', file), 'utf8'),
    )
  } finally {
    rmSync(made, { recursive: true })
  }
}

interface Manifest {
  name: string
  publishConfig: { exports: Record<string, string | { types: string; default: string }> }
}

/** The entry points with types, each with its declaration file. */
function entriesOf({ publishConfig }: Manifest): Map<string, string> {
  const entries = Object.entries(publishConfig.exports).flatMap(([subpath, target]): [string, string][] =>
    typeof target === 'object' && target.default.endsWith('.js')
      ? [[subpath, target.types.replace('./dist/', '')]]
      : [],
  )
  return new Map(entries)
}

function emitDeclarations(folder: string, made: string): void {
  const project = ['-p', 'tsconfig.build.json', '--outDir', made, '--rootDir', packages]
  // The packages resolve each other's source, as in the tests, so that no up-to-date build is needed.
  const from = ['--customConditions', '@conversation-frame/source']
  const what = ['--emitDeclarationOnly', '--declarationMap', 'false', '--sourceMap', 'false']
  const { status, stdout } = spawnSync('tsc', [...project, ...from, ...what], { cwd: folder, encoding: 'utf8' })
  if (status !== 0) throw new Error(`The declarations of ${folder} cannot be generated:\n${stdout}`)
}
