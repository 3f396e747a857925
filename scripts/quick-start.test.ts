import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
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

/** How far the reader has come. */
const stages = ['pasted', 'session', 'records']

/** Asks each endpoint of the quick start, at each stage: without a cookie, and with one. It starts the vendor that they ask. */
const ask = `
import { startSimulator } from '@conversation-frame/simulator/node'

const vendor = await startSimulator()
process.env.PARTNER_BASE_URL = vendor.partnerUrl
process.env.LOGIN_ORIGIN = vendor.workspaceUrl
const body = JSON.stringify({ conversationId: 165, phoneNumber: '972501234567' })

async function statuses(endpoint, address = 'http://localhost/api/conversation-login') {
  const answers = []
  for (const cookie of [{}, { cookie: 'session=maya' }]) {
    const headers = { 'content-type': 'application/json', ...cookie }
    const response = await endpoint(new Request(address, { method: 'POST', headers, body }))
    const { url } = await response.json()
    answers.push(url ? response.status + ' ' + (new URL(url).origin === vendor.workspaceUrl) : response.status)
  }
  return answers
}

const all = []
for (const stage of ${JSON.stringify(stages)}) {
  const { POST } = await import('./' + stage + '/route.js')
  const { default: hono } = await import('./' + stage + '/hono.js')
  const { server } = await import('./' + stage + '/express.js')
  const address = 'http://localhost:' + server.address().port + '/api/conversation-login'
  all.push([await statuses(POST), await statuses((request) => hono.fetch(request)), await statuses(fetch, address)])
  server.close()
}
console.log(JSON.stringify(all))
await vendor.stop()
`

it('has endpoints for Next.js, Hono and Express that refuse everybody until the reader’s own check is put in', {
  timeout: 60_000,
}, async () => {
  const readme = await readFile(join(root, 'README.md'), 'utf8')
  const blocks = [...readme.matchAll(/^```ts\n(.*?)^```$/gms)].map(([, code = '']) => code)
  const paste = async (path: string, line: string, changes: [from: string, to: string][]) => {
    let code = blocks.find((block) => block.includes(line)) ?? ''
    for (const [from, to] of changes) {
      expect(code).toContain(from)
      code = code.replace(from, () => to)
    }
    await writeFile(join(folder, path), code)
  }
  // What the quick start tells to change for the simulator, and a port that is free.
  const client = 'createPartnerClient({'
  const simulated = `${client} baseUrl: process.env.PARTNER_BASE_URL, loginOrigins: [process.env.LOGIN_ORIGIN ?? ''],`
  const checks: [string, string][] = [
    [
      'return undefined // replace with your session lookup',
      "return request.headers.has('cookie') ? { id: 'u1', agentId: 3142 } : undefined",
    ],
    [
      'return undefined // replace with your database query',
      "return asked.conversationId === 165 ? { conversationId: 165, phoneNumber: '972501234567' } : undefined",
    ],
  ]
  for (const [index, stage] of stages.entries()) {
    await mkdir(join(folder, stage))
    const own = checks.slice(0, index)
    await paste(`${stage}/conversationLogin.ts`, 'export const conversationLogin', [[client, simulated], ...own])
    await paste(`${stage}/route.ts`, 'handle as POST', [[client, simulated]])
    await paste(`${stage}/express.ts`, "from 'express'", [['app.listen(3000)', 'export const server = app.listen(0)']])
    await paste(`${stage}/hono.ts`, "from 'hono'", [])
  }
  await writeFile(join(folder, 'ask.js'), ask)

  const flags = ['--conditions=@conversation-frame/source', '--import', 'tsx', 'ask.js']
  const env = { ...process.env, PARTNER_CLIENT_ID: 'demo-client', PARTNER_CLIENT_SECRET: 'demo-secret' }
  const { stdout } = await promisify(execFile)(process.execPath, flags, { cwd: folder, env })
  // Next.js has an `authorize` of its own, which refuses everybody.
  expect(JSON.parse(stdout)).toEqual([
    [
      [401, 401],
      [401, 401],
      [401, 401],
    ],
    [
      [401, 401],
      [401, 403],
      [401, 403],
    ],
    [
      [401, 401],
      [401, '200 true'],
      [401, '200 true'],
    ],
  ])
})
