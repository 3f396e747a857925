import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { RunningServer } from '@conversation-frame/processes'
import autocannon from 'autocannon'
import { afterAll, expect, it } from 'vitest'
import { startHostServer } from './startHostServer.js'

/** A slice in CI; `docs/long-runs.md` has the command for 200,000. */
const requests = Number(process.env.MEMORY_REQUESTS ?? 6_000)
/** These fill caches and are compiled: from then on nothing has to be added. */
const warmUp = 6_000
const bench = (name: string) => fileURLToPath(new URL(`../bench/${name}.js`, import.meta.url))

const servers: RunningServer[] = []
afterAll(() => Promise.all(servers.map((server) => server.stop())))

it(`needs no more memory after ${requests} requests than before them`, async () => {
  const vendor = await startHostServer({ command: process.execPath, args: [bench('vendor')] })
  servers.push(vendor)
  const endpoint = await startHostServer({
    command: process.execPath,
    // V8 otherwise grows the young generation by tens of megabytes: a small one leaves what is kept.
    args: ['--expose-gc', '--max-semi-space-size=1', bench('endpoint')],
    env: { PARTNER_BASE_URL: `http://127.0.0.1:${vendor.port}` },
    messages: true,
  })
  servers.push(endpoint)

  async function load(amount: number): Promise<void> {
    const { non2xx, errors } = await autocannon({
      url: `http://127.0.0.1:${endpoint.port}/api/conversation-login`,
      method: 'POST',
      headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
      body: JSON.stringify({ conversationId: 165, phoneNumber: '972501234567' }),
      connections: 16,
      amount,
    })
    expect(non2xx + errors).toBe(0)
  }
  async function memory(): Promise<{ heap: number; resident: number }> {
    endpoint.child.send('memory')
    const [{ heapUsed, rss }] = await once(endpoint.child, 'message')
    return { heap: heapUsed / 1_000_000, resident: rss / 1_000_000 }
  }

  await load(warmUp)
  const before = await memory()
  await load(requests)
  const after = await memory()
  for (const [when, { heap, resident }] of Object.entries({ before, after })) {
    console.log(`${when} ${requests} requests: heap ${heap.toFixed(1)} MB, resident ${resident.toFixed(1)} MB`)
  }
  expect(after.heap - before.heap).toBeLessThan(3)
  // What is outside of the heap is in it: buffers, sockets, pages that the allocator does not give back. It varies by some MB.
  expect(after.resident - before.resident).toBeLessThan(20)
}, 1_800_000)
