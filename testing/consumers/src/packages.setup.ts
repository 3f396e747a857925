import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { run } from './run.js'

/** What is published, in the order in which one needs the other. */
const names = ['contract', 'react', 'server', 'simulator'] as const

/** The tarball of each package. */
export type Tarballs = Record<(typeof names)[number], string>

declare module 'vitest' {
  interface ProvidedContext {
    tarballs: Tarballs
  }
}

/** Packs the built packages once for all tests. */
export async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'conversation-frame-tarballs-'))
  const tarballs: Partial<Tarballs> = {}
  for (const name of names) {
    const cwd = join(import.meta.dirname, '../../../packages', name)
    const { output } = await run('pnpm', ['pack', '--json', '--pack-destination', folder], { cwd })
    tarballs[name] = (JSON.parse(output) as { filename: string }).filename
  }
  provide('tarballs', tarballs as Tarballs)
  return () => rm(folder, { recursive: true })
}
