import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createServer, type ViteDevServer } from 'vite'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { failOnLateDependency } from './failOnLateDependency.js'

let root: string
let server: ViteDevServer | undefined

beforeEach(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), 'conversation-frame-late-dependency-')))
  const dependency = join(root, 'node_modules/late')
  await mkdir(dependency, { recursive: true })
  await writeFile(join(dependency, 'package.json'), '{ "name": "late", "type": "module", "main": "index.js" }')
  await writeFile(join(dependency, 'index.js'), 'export const late = true\n')
  await writeFile(join(root, 'test.js'), "import { late } from 'late'\nconsole.log(late)\n")
})

afterEach(async () => {
  await server?.close()
  await rm(root, { recursive: true })
})

/** Imports a file whose dependency Vite's scan does not see. */
async function importTest(include: string[]): Promise<string | undefined> {
  server = await createServer({
    root,
    configFile: false,
    logLevel: 'silent',
    plugins: [failOnLateDependency()],
    optimizeDeps: { include, entries: [] },
    server: { middlewareMode: true, ws: false, watch: null },
  })
  const transformed = await server.transformRequest('/test.js')
  return transformed?.code
}

it('names a dependency that is imported while the tests run', async () => {
  await expect(importTest([])).rejects.toThrow('Add it to optimizeDeps.include')
  await expect(server?.transformRequest('/test.js')).rejects.toThrow('"late"')
})

it('takes one that was bundled before', async () => {
  const [address = ''] = /\/[^"]*\/deps\/late\.js[^"]*/.exec((await importTest(['late'])) ?? '') ?? []
  // Its answer also says that Vite has written the last file: closing the server does not wait for that.
  expect((await server?.transformRequest(address))?.code).toContain('true')
})
