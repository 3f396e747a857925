import type { RunningServer } from '@conversation-frame/processes'
import { createPartnerClient, type TokenStore } from '@conversation-frame/server'
import { createRedisTokenStore } from '@conversation-frame/server/redis'
import { type RunningSimulator, startSimulator } from '@conversation-frame/simulator/node'
import KeyvRedis from '@keyv/redis'
import { Redis } from 'ioredis'
import Keyv from 'keyv'
import { createClient } from 'redis'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createSecretScan } from './createSecretScan.js'
import { startHostServer } from './startHostServer.js'
import { tapVendor, type VendorTap } from './tapVendor.js'

const clientSecret = 'client-secret-of-the-stores'
const scan = createSecretScan(clientSecret)

let vendor: RunningSimulator
let tap: VendorTap
let server: RunningServer
const ends: (() => unknown)[] = []

beforeAll(async () => {
  vendor = await startSimulator({ clientId: 'client', clientSecret })
  tap = await tapVendor(vendor)
})
beforeEach(async () => {
  const args = ['--port', 'PORT', '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no']
  server = await startHostServer({ command: 'redis-server', args })
  // Every command that Redis is given, those included whose values do not stay.
  const client = new Redis(server.port, '127.0.0.1')
  // ioredis fails if a command of another connection arrives together with the response to MONITOR: connect this one first.
  await client.ping()
  const monitor = await client.monitor()
  monitor.on('monitor', (_time: string, command: string[]) => scan.hear(command.join(' ')))
  ends.push(
    () => monitor.disconnect(),
    () => client.disconnect(),
  )
  vendor.simulator.ledger.clear()
  // Long enough for both to ask, were they not to know of each other.
  vendor.simulator.faults.set({ accessToken: { delay: 500 } })
})
afterEach(async () => {
  try {
    for (const end of ends.splice(0)) await end()
  } finally {
    await server.stop()
  }
})
afterAll(async () => {
  await tap?.stop()
  await vendor?.stop()
})

/** An instance with a connection of its own. */
function instance(tokenStore: TokenStore) {
  const partner = createPartnerClient({
    clientId: 'client',
    clientSecret,
    baseUrl: tap.url,
    loginOrigins: [vendor.workspaceUrl],
    tokenStore,
  })
  const agent = { accountId: 4142, agentId: 3142, server: 'online' }
  return async () => {
    const link = await partner.loginAgent(agent, { onEvent: (event) => scan.hear(event) })
    scan.hear(link, JSON.stringify(link))
  }
}

async function ioredis(): Promise<TokenStore> {
  const client = new Redis(server.port, '127.0.0.1')
  ends.push(() => client.quit())
  return createRedisTokenStore(client)
}

async function nodeRedis(): Promise<TokenStore> {
  const client = createClient({ url: `redis://127.0.0.1:${server.port}` })
  ends.push(() => client.close())
  await client.connect()
  return createRedisTokenStore(client)
}

async function keyv(): Promise<TokenStore> {
  const store = new Keyv({ store: new KeyvRedis(`redis://127.0.0.1:${server.port}`) })
  ends.push(() => store.disconnect())
  return store
}

/** What Redis itself has. */
async function stored(): Promise<string[]> {
  const client = new Redis(server.port, '127.0.0.1')
  const values = await Promise.all((await client.keys('*')).map(async (key) => `${key}=${await client.get(key)}`))
  await client.quit()
  return values
}

describe.each([
  ['ioredis', ioredis],
  ['node-redis', nodeRedis],
] as const)('two instances with %s', (_, connect) => {
  it('ask for one access token together, and keep it sealed', async () => {
    const [one, two] = [instance(await connect()), instance(await connect())]
    await Promise.all([one(), two(), one(), two()])
    expect(vendor.simulator.ledger.totals()).toMatchObject({ minted: 4, accessTokens: 1 })
    // The turn is given back after the answer.
    await expect.poll(stored).toHaveLength(1)
    const [entry = ''] = await stored()
    expect(entry).toContain('conversation-frame:token:')
    for (const token of tap.tokens()) expect(entry).not.toContain(token)
  })
})

describe('two instances with Keyv', () => {
  it('use one access token, once one of them has it', async () => {
    const [one, two] = [instance(await keyv()), instance(await keyv())]
    await one()
    // The link is returned before the token is stored.
    await expect.poll(stored).toHaveLength(1)
    await two()
    expect(vendor.simulator.ledger.totals()).toMatchObject({ minted: 2, accessTokens: 1 })
    for (const token of tap.tokens()) expect((await stored()).join()).not.toContain(token)
  })

  it('ask for one each when both begin at once, since Keyv has no atomic add', async () => {
    const [one, two] = [instance(await keyv()), instance(await keyv())]
    await Promise.all([one(), two(), one(), two()])
    expect(vendor.simulator.ledger.totals()).toMatchObject({ minted: 4, accessTokens: 2 })
  })
})

it('reveals a secret to no one, neither in events and links nor in the data for Redis', () => {
  for (const part of [/token_refreshed/, /expiresInSeconds/, /^set conversation-frame:token:\S+ \S{100,} px /im]) {
    expect(scan.heard()).toMatch(part)
  }
  expect(tap.tokens().length).toBeGreaterThan(1)
  expect(scan.leaks(tap.tokens())).toEqual([])
})
