import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, posix } from 'node:path'
import { publint } from 'publint'
import { formatMessage } from 'publint/utils'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { run } from './run.js'

interface Manifest {
  name: string
  version: string
  type: string
  license: string
  dependencies?: Record<string, string>
  peerDependencies?: Record<string, string>
  exports: Record<string, string | Record<string, string>>
}

/** Imports and re-exports, `import()` and its type. */
const imports =
  /^(?:import|export)\b[^'";=()]*\bfrom\s*['"]([^'"]+)['"]|^import\s*['"]([^'"]+)['"]|\bimport\(['"]([^'"]+)['"]\)/gm

/** Are-the-types-wrong, as installed here. */
const attw = join(import.meta.dirname, '../node_modules/.bin/attw')

describe.each(['contract', 'react', 'server', 'simulator'] as const)('the tarball of %s', (name) => {
  const tarball = inject('tarballs')[name]
  let unpacked: string
  let files: string[]
  let manifest: Manifest

  const read = (file: string) => readFile(join(unpacked, 'package', file), 'utf8')

  beforeAll(async () => {
    unpacked = await mkdtemp(join(tmpdir(), 'conversation-frame-package-'))
    await run('tar', ['-xzf', tarball, '-C', unpacked], { cwd: unpacked })
    const entries = await readdir(join(unpacked, 'package'), { recursive: true, withFileTypes: true })
    files = entries
      .filter((entry) => entry.isFile())
      .map((entry) => posix.join(entry.parentPath.slice(join(unpacked, 'package').length + 1), entry.name))
    manifest = JSON.parse(await read('package.json')) as Manifest
  })

  afterAll(() => rm(unpacked, { recursive: true }))

  it('has a README and a licence, and a changelog since the first release', () => {
    expect(files).toEqual(expect.arrayContaining(['README.md', 'LICENSE', 'package.json']))
    // `changeset version` writes the changelog when it sets the first version.
    if (manifest.version !== '0.0.0') expect(files).toContain('CHANGELOG.md')
  })

  it('has nothing that is only for us', () => {
    expect(
      files.filter((file) => /\.(test|stories|fixture)\.|testing\/|tsconfig|api\.md|size-limit/.test(file)),
    ).toEqual([])
    expect(files.filter((file) => !/^(dist|src)\/|^[^/]+\.(md|json)$|^LICENSE$/.test(file))).toEqual([])
    expect(JSON.stringify(manifest.exports)).not.toContain('src/')
  })

  it('has each file that its exports name, with the types first', () => {
    for (const target of Object.values(manifest.exports)) {
      const paths = typeof target === 'string' ? [target] : Object.values(target)
      expect(files).toEqual(expect.arrayContaining(paths.map((path) => posix.normalize(path))))
      if (typeof target === 'object') expect(Object.keys(target)).toEqual(['types', 'default'])
    }
  })

  it('has the source of each of its source maps', async () => {
    const maps = files.filter((file) => file.endsWith('.map'))
    expect(maps.length).toBeGreaterThan(0)
    for (const file of maps) {
      const { sources } = JSON.parse(await read(file)) as { sources: string[] }
      expect(files).toEqual(expect.arrayContaining(sources.map((source) => posix.join(posix.dirname(file), source))))
    }
  })

  it("keeps each 'use client' of the source", async () => {
    const clients = (folder: string) => async (file: string) =>
      new RegExp(`^${folder}/.*\\.(tsx?|js)$`).test(file) && /^['"]use client['"]/.test(await read(file))
    const inSource = await filter(files, clients('src'))
    const inDist = await filter(files, clients('dist'))
    const bare = (file: string) => file.replace(/^(src|dist)\//, '').replace(/\.\w+$/, '')
    expect(inDist.map(bare).sort()).toEqual(inSource.map(bare).sort())
    expect(inDist.length > 0).toBe(name === 'react')
  })

  it('imports what it declares, and declares what it imports', async () => {
    const imported = new Set<string>()
    for (const file of files.filter((file) => /^dist\/.*(\.js|\.d\.ts)$/.test(file))) {
      for (const [, from, bare, called] of (await read(file)).matchAll(imports)) {
        const specifier = from ?? bare ?? called ?? ''
        if (/^(\.|node:)/.test(specifier)) continue
        imported.add(/^(@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? '')
      }
    }
    const { dependencies = {}, peerDependencies = {} } = manifest
    const declared = new Set([...Object.keys(dependencies), ...Object.keys(peerDependencies)])
    expect([...imported].filter((dependency) => !declared.has(dependency))).toEqual([])
    expect(Object.keys(dependencies).filter((dependency) => !imported.has(dependency))).toEqual([])
  })

  it('passes publint --strict without a finding', async () => {
    const packed = await readFile(tarball)
    const buffer = packed.buffer.slice(packed.byteOffset, packed.byteOffset + packed.byteLength)
    const { messages } = await publint({ pack: { tarball: buffer as ArrayBuffer }, strict: true })
    expect(messages.map((message) => formatMessage(message, manifest))).toEqual([])
  })

  it('passes are-the-types-wrong without a finding', async () => {
    // It fails with a finding. CommonJS and resolutions older than `exports` are left out: these are ES modules only.
    const { output } = await run(attw, [tarball, '--profile', 'esm-only', '--no-color'], { cwd: unpacked })
    expect(output).toContain('bundler: 🟢')
  })
})

async function filter(files: string[], test: (file: string) => Promise<boolean>): Promise<string[]> {
  const kept = await Promise.all(files.map(test))
  return files.filter((_, index) => kept[index])
}
