import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { leash } from './leash.js'

const newFolder = () => mkdtemp(join(tmpdir(), 'conversation-frame-leash-'))

it('kills a group of processes and deletes its folder when it is let go', async () => {
  const folder = await newFolder()
  const child = spawn('sh', ['-c', 'sleep 60 & sleep 60'], { detached: true })
  const exit = once(child, 'exit')
  const release = leash({ groups: [Number(child.pid)], folders: [folder] })
  await release()
  expect(await exit).toEqual([null, 'SIGKILL'])
  expect(existsSync(folder)).toBe(false)
})

it('does so when the process that holds it is killed', async () => {
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
    // What nobody waits for stays in the table as a zombie, and is dead all the same.
    return (
      execFileSync('ps', ['-o', 'stat=', '-p', String(pid)])
        .toString()
        .trim()[0] !== 'Z'
    )
  } catch {
    return false
  }
}
