import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, it } from 'vitest'

const root = new URL('..', import.meta.url).pathname
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'conversation-frame-quick-start-'))
  // The samples find the packages by their names, as they would where they are installed.
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'))
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }')
})

afterAll(() => rm(folder, { recursive: true }))

/** Asks each endpoint of the quick start: without a cookie, and with one. It starts the vendor that they ask. */
const ask = `
import { startSimulator } from '@conversation-frame/simulator/node'

const vendor = await startSimulator()
process.env.PARTNER_BASE_URL = vendor.partnerUrl
process.env.LOGIN_ORIGIN = vendor.workspaceUrl
const { POST } = await import('./route.js')
const { default: hono } = await import('./hono.js')
const { server } = await import('./express.js')
const path = '/api/conversation-login'
const address = 'http://localhost:' + server.address().port + path
const body = JSON.stringify({ conversationId: 165, phoneNumber: '972501234567' })

async function statuses(endpoint) {
  const answers = []
  for (const cookie of [{}, { cookie: 'session=maya' }]) {
    const headers = { 'content-type': 'application/json', ...cookie }
    const response = await endpoint(new Request(address, { method: 'POST', headers, body }))
    const { url } = await response.json()
    answers.push(url ? response.status + ' ' + (new URL(url).origin === vendor.workspaceUrl) : response.status)
  }
  return answers
}

console.log(JSON.stringify([await statuses(POST), await statuses((request) => hono.fetch(request)), await statuses(fetch)]))
server.close()
await vendor.stop()
`

it('has endpoints for Next.js, Hono and Express that answer when they are pasted', { timeout: 60_000 }, async () => {
  const readme = await readFile(join(root, 'README.md'), 'utf8')
  const blocks = [...readme.matchAll(/^```ts\n(.*?)^```$/gms)].map(([, code = '']) => code)
  const paste = async (name: string, line: string, from: string, to: string) => {
    const code = blocks.find((block) => block.includes(line)) ?? ''
    expect(code).toContain(from)
    await writeFile(
      join(folder, name),
      code.replace(from, () => to),
    )
  }
  // What the quick start tells to change for the simulator, and a port that is free.
  const client = 'createPartnerClient({'
  const simulated = `${client} baseUrl: process.env.PARTNER_BASE_URL, loginOrigins: [process.env.LOGIN_ORIGIN ?? ''],`
  await paste('conversationLogin.ts', 'export const conversationLogin', client, simulated)
  await paste('route.ts', 'handle as POST', client, simulated)
  await paste('express.ts', "from 'express'", 'app.listen(3000)', 'export const server = app.listen(0)')
  await paste('hono.ts', "from 'hono'", 'export default app', 'export default app')
  await writeFile(join(folder, 'ask.js'), ask)

  const flags = ['--conditions=@conversation-frame/source', '--import', 'tsx', 'ask.js']
  const env = { ...process.env, PARTNER_CLIENT_ID: 'demo-client', PARTNER_CLIENT_SECRET: 'demo-secret' }
  const { stdout } = await promisify(execFile)(process.execPath, flags, { cwd: folder, env })
  // Next.js refuses everybody until the host's own `authorize` is put in.
  expect(JSON.parse(stdout)).toEqual([
    [401, 401],
    [401, '200 true'],
    [401, '200 true'],
  ])
})
