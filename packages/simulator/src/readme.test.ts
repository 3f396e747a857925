import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, it } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'simulator-readme-'))
  // The samples import the package by its name, like an installed one.
  await mkdir(join(folder, 'node_modules/@conversation-frame'), { recursive: true })
  await symlink(root, join(folder, 'node_modules/@conversation-frame/simulator'))
})

afterAll(() => rm(folder, { recursive: true }))

it('has TypeScript samples that print what their comments say', { timeout: 60_000 }, async () => {
  const readme = await readFile(`${root}README.md`, 'utf8')
  const samples = [...readme.matchAll(/```ts\n(.*?)```/gs)].map(([, code = '']) => code)
  expect(samples).toHaveLength(3)
  for (const [index, code] of samples.entries()) {
    const file = `${folder}/sample${index}.mts`
    await writeFile(file, code)
    const flags = ['--conditions=@conversation-frame/source', '--import', 'tsx', file]
    const { stdout } = await promisify(execFile)(process.execPath, flags, { cwd: root })
    const promised = [...code.matchAll(/console\.log\(.*\) \/\/ (.*)/g)].map(([, text]) => text)
    expect(stdout.trim().split('\n')).toEqual(promised)
  }
})
