import { fileURLToPath } from 'node:url'
import { type RunningServer, startProcess } from '@conversation-frame/processes'
import { type RunningSimulator, startSimulator } from '@conversation-frame/simulator/node'
import { Redis } from 'ioredis'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createSecretScan } from './createSecretScan.js'
import { createVisitor } from './createVisitor.js'
import { startExample } from './hosts.js'
import { startHostServer } from './startHostServer.js'
import { tapVendor, type VendorTap } from './tapVendor.js'

const clientSecret = 'client-secret-of-the-instances'
const scan = createSecretScan(clientSecret)
const cwd = fileURLToPath(new URL('..', import.meta.url))
const redisArgs = ['--port', 'PORT', '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no']
const startRedis = (port?: number) => startHostServer({ command: 'redis-server', args: redisArgs, port })

let vendor: RunningSimulator
let tap: VendorTap
let redis: RunningServer

beforeAll(async () => {
  vendor = await startSimulator({ clientId: 'client', clientSecret })
  tap = await tapVendor(vendor)
  redis = await startRedis()
})
afterAll(async () => {
  await redis?.stop()
  await tap?.stop()
  await vendor?.stop()
})
const redisUrl = () => `redis://127.0.0.1:${redis.port}`

/** What Redis has now. */
async function keys(): Promise<string[]> {
  const client = new Redis(redisUrl())
  const found = await client.keys('*')
  await client.quit()
  return found
}

describe('two instances with the client of `redis`, as the guide has them', () => {
  let instances: RunningServer[]
  let visitors: ReturnType<typeof createVisitor>[]

  beforeAll(async () => {
    const env = {
      PARTNER_CLIENT_ID: 'client',
      PARTNER_CLIENT_SECRET: clientSecret,
      PARTNER_BASE_URL: tap.url,
      PARTNER_LOGIN_ORIGINS: vendor.workspaceUrl,
      REDIS_URL: redisUrl(),
    }
    const start = () => startExample('nodeRedis', env)
    instances = await Promise.all([start(), start()])
    visitors = instances.map(({ port }) => createVisitor(port))
  })
  afterAll(() => Promise.all((instances ?? []).map((instance) => instance.stop())))
  beforeEach(() => vendor.simulator.ledger.clear())

  /** Both are asked in turn, as a proxy would. @returns how many answers there were of each status */
  async function ask(user: string, amount: number): Promise<Record<number, number>> {
    const headers = { cookie: `session=${user}-3142` }
    const turns = Array.from({ length: amount }, (_, index) => visitors[index % visitors.length])
    const answers = await Promise.all(turns.map((visitor) => visitor?.ask({ headers })))
    const counts: Record<number, number> = {}
    for (const answer of answers) if (answer) counts[answer.status] = (counts[answer.status] ?? 0) + 1
    return counts
  }

  it('ask for one access token together', async () => {
    vendor.simulator.faults.set({ accessToken: { delay: 500 } })
    expect(await ask('maya', 10)).toEqual({ 200: 10 })
    expect(vendor.simulator.ledger.totals()).toMatchObject({ minted: 10, accessTokens: 1 })
  })

  it('count one user’s attempts together', async () => {
    expect(await ask('hasty', 40)).toEqual({ 200: 30, 429: 10 })
    expect(await keys()).toContain('conversation-login:hasty')
  })

  it('live on when Redis goes, say so in their logs, and share again when it is back', async () => {
    const { port } = redis
    await redis.stop('SIGKILL')
    expect(await ask('noa', 4)).toEqual({ 200: 4 })
    for (const { child, output } of instances) {
      expect(child.exitCode).toBeNull()
      const lines = output().split('\n').filter(Boolean)
      const events = lines.map((line) => JSON.parse(line))
      const failure = { type: 'limiter_failed', userId: 'noa', error: expect.stringContaining('Error: ') }
      expect(events).toContainEqual(expect.objectContaining(failure))
      expect(events).toContainEqual({ redis: expect.any(String) })
    }
    redis = await startRedis(port)
    // A limiter that failed is left alone for five seconds. Somebody new each time, whom no limit holds up.
    let tries = 0
    const isShared = async () => {
      const user = `dana${++tries}`
      expect(await ask(user, 2)).toEqual({ 200: 2 })
      return (await keys()).includes(`conversation-login:${user}`)
    }
    await expect.poll(isShared, { timeout: 20_000, interval: 500 }).toBe(true)
  })

  it('write nothing secret', async () => {
    for (const { output } of instances) scan.hear(output())
    expect(scan.heard()).toContain('minted')
    expect(tap.tokens().length).toBeGreaterThan(0)
    expect(scan.leaks(tap.tokens())).toEqual([])
  })
})

it('the client of `redis` ends its process when Redis goes away, without a listener for its errors', async () => {
  const script = `import { createClient } from 'redis'
    await createClient({ url: process.env.REDIS_URL }).connect()
    process.stdout.write('connected')`
  const args = ['--input-type=module', '--eval', script]
  const env = { ...process.env, REDIS_URL: redisUrl() }
  await using client = startProcess({ command: process.execPath, args, cwd, env })
  await client.until(() => client.output())
  await redis.stop('SIGKILL')
  expect(await client.ended).toBe(1)
})
