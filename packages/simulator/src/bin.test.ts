import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { afterEach, expect, it } from 'vitest'

const children: ChildProcess[] = []
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
})

/** Runs the command from its source. */
function run(...flags: string[]) {
  const bin = fileURLToPath(new URL('bin.ts', import.meta.url))
  const child = spawn(process.execPath, ['--import', 'tsx', bin, ...flags], { stdio: ['ignore', 'pipe', 'pipe'] })
  children.push(child)
  const printed = { out: '', err: '' }
  child.stdout.on('data', (chunk) => {
    printed.out += chunk
  })
  child.stderr.on('data', (chunk) => {
    printed.err += chunk
  })
  return { child, printed, exited: once(child, 'close').then(([code]) => code) }
}

it('prints its URLs and credentials, serves, and exits on SIGTERM', { timeout: 30_000 }, async () => {
  const { child, printed, exited } = run('--control', '--client-secret', 'hunter2')
  await expect.poll(() => printed.out, { timeout: 20_000 }).toContain('try ')
  expect(printed.out).toMatch(/^client id +demo-client\nclient secret +hunter2$/m)
  const url = (name: string) => new RegExp(`^${name} +(http://localhost:\\d+\\S*)$`, 'm').exec(printed.out)?.[1]
  expect((await fetch(`${url('workspace')}/health`)).status).toBe(200)
  expect((await fetch(`${url('control API')}/ledger`)).status).toBe(200)
  child.kill('SIGTERM')
  expect(await exited).toBe(0)
  expect(printed.err).toBe('')
})

it('prints its usage with --help', { timeout: 30_000 }, async () => {
  const { printed, exited } = run('--help')
  expect(await exited).toBe(0)
  expect(printed.out).toMatch(/^Usage: conversation-frame-simulator \[options\]/)
})

it('reports an invalid flag without a stack trace', { timeout: 30_000 }, async () => {
  const { printed, exited } = run('--cookie', 'strict')
  expect(await exited).toBe(1)
  expect(printed.err).toBe(
    'conversation-frame-simulator: --cookie must be lax or none or partitioned, not "strict".\nRun it with --help to list the flags.\n',
  )
})
