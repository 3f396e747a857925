import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { leash } from './leash.js'

const newFolder = () => mkdtemp(join(tmpdir(), 'conversation-frame-leash-'))

it('kills a process group and deletes its folder when it is released', async () => {
  const folder = await newFolder()
  const child = spawn('sh', ['-c', 'sleep 60 & sleep 60'], { detached: true })
  const exit = once(child, 'exit')
  const release = leash({ groups: [Number(child.pid)], folders: [folder] })
  await release()
  expect(await exit).toEqual([null, 'SIGKILL'])
  expect(existsSync(folder)).toBe(false)
})

it('does the same when the process that holds it is killed', async () => {
  const folder = await newFolder()
  const owner = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', ownerScript], {
    env: { ...process.env, FOLDER: folder, LEASH: new URL('leash.ts', import.meta.url).href },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [line] = await once(owner.stdout, 'data')
  const pid = Number(String(line))
  expect(isRunning(pid)).toBe(true)
  owner.kill('SIGKILL')
  await expect.poll(() => isRunning(pid), { timeout: 5_000 }).toBe(false)
  await expect.poll(() => existsSync(folder), { timeout: 5_000 }).toBe(false)
})

const ownerScript = `
  import { spawn } from 'node:child_process'
  const { leash } = await import(process.env.LEASH)
  const child = spawn('sleep', ['60'], { detached: true, stdio: 'ignore' })
  leash({ groups: [child.pid], folders: [process.env.FOLDER] })
  console.log(child.pid)
  setInterval(() => {}, 1000)
`

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    // A process without a waiting parent stays in the table as a zombie, but it is dead.
    return (
      execFileSync('ps', ['-o', 'stat=', '-p', String(pid)])
        .toString()
        .trim()[0] !== 'Z'
    )
  } catch {
    return false
  }
}
