import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'vite'
import type { TestProject } from 'vitest/node'
import { frontendConfig } from '../src/server/frontendConfig.js'

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the built front end is. */
    frontendFolder: string
  }
}

/** Builds the front end once for all files. Compiling its source again for each of them took most of their time. */
export async function setup(project: TestProject) {
  const folder = await mkdtemp(join(tmpdir(), 'conversation-frame-dashboard-'))
  await build({ ...frontendConfig, build: { outDir: folder, emptyOutDir: true, minify: false } })
  project.provide('frontendFolder', folder)
  return () => rm(folder, { recursive: true })
}
