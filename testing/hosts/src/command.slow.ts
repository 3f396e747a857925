import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { type RunningSimulator, startSimulator } from '@conversation-frame/simulator/node'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { tapVendor, type VendorTap } from './tapVendor.js'

const clientSecret = 'client-secret-of-the-command'
const packages = join(import.meta.dirname, '../../../packages')

let folder: string
let tarballs: string[]
let vendor: RunningSimulator
let tap: VendorTap

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'conversation-frame-command-'))
  tarballs = await Promise.all(['contract', 'server'].map(pack))
  vendor = await startSimulator({ clientId: 'client', clientSecret })
  tap = await tapVendor(vendor)
})
afterAll(async () => {
  await tap?.stop()
  await vendor?.stop()
  await rm(folder, { recursive: true })
})

/** The package as it will be published. */
async function pack(name: string): Promise<string> {
  const args = ['pack', '--json', '--pack-destination', folder]
  const { stdout } = await promisify(execFile)('pnpm', args, { cwd: join(packages, name) })
  return (JSON.parse(stdout) as { filename: string }).filename
}

/** As the guides say, where nothing is installed: tarballs stand for what the registry will have. */
function npx(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const all = ['--yes', ...tarballs.flatMap((tarball) => ['-p', tarball]), 'conversation-frame', ...args]
  const env = {
    ...process.env,
    npm_config_cache: join(folder, 'npm'),
    PARTNER_CLIENT_ID: 'client',
    PARTNER_CLIENT_SECRET: clientSecret,
    PARTNER_ACCOUNT_ID: '4142',
    PARTNER_AGENT_ID: '3142',
    PARTNER_BASE_URL: tap.url,
    PARTNER_LOGIN_ORIGINS: vendor.workspaceUrl,
  }
  return new Promise((resolve) => {
    execFile('npx', all, { cwd: folder, env }, (error, out, err) =>
      resolve({ code: Number(error?.code ?? 0), out, err }),
    )
  })
}

it('runs by npx from what is published, as the guides and its own help say', async () => {
  const { code, out } = await npx('--help')
  expect(code).toBe(0)
  expect(out).toMatch(/^npx -p @conversation-frame\/server conversation-frame /)
})

it('checks a deployment with it, and says nothing secret', async () => {
  const { code, out, err } = await npx('doctor', '--dashboard', 'http://dashboard.localhost', '--json')
  expect(code).toBe(0)
  expect(JSON.parse(out).counts).toMatchObject({ failed: 0, skipped: 1 })
  expect(tap.tokens()).toHaveLength(1)
  for (const secret of [clientSecret, 'sso_auth_token', ...tap.tokens()]) expect(out + err).not.toContain(secret)
})

it('prints a link with it, that only standard output has', async () => {
  const { code, out, err } = await npx('mint', '--conversation', '165', '--phone', '972501234567')
  expect(code).toBe(0)
  expect(out).toContain(`${vendor.workspaceUrl}/`)
  expect(out).toContain('sso_auth_token')
  for (const secret of [clientSecret, 'sso_auth_token', ...tap.tokens()]) expect(err).not.toContain(secret)
})

it('ends with the exit code of its outcome', async () => {
  const wrong = await npx('mint', '--endpoint', 'https://dashboard.example', '--json')
  expect(wrong.code).toBe(2)
  expect(JSON.parse(wrong.out)).toMatchObject({ ok: false, error: { code: 'usage' } })
  vendor.simulator.faults.set({ loginAgent: { reason: 32 } })
  const failed = await npx('doctor')
  expect(failed.code).toBe(1)
  expect(failed.out).toContain('✗ link: The vendor has suspended the account')
})
