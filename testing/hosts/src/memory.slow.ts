import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import autocannon from 'autocannon'
import { afterAll, expect, it } from 'vitest'
import { freePort, type RunningProcess, startProcess } from './startProcess.js'

/** A slice in CI; `npm run soak:hosts` asks for 200,000. */
const requests = Number(process.env.MEMORY_REQUESTS ?? 6_000)
const bench = (name: string) => fileURLToPath(new URL(`../bench/${name}.js`, import.meta.url))

const running: (RunningProcess | ChildProcess)[] = []
afterAll(async () => {
  for (const each of running) {
    if ('child' in each) await each.stop()
    else each.kill()
  }
})

it(`needs no more memory after ${requests} requests than after half of them`, async () => {
  const vendor = await startProcess({ command: process.execPath, args: [bench('vendor')] })
  running.push(vendor)
  const port = await freePort()
  const endpoint = spawn(process.execPath, ['--expose-gc', bench('endpoint')], {
    env: { ...process.env, PORT: String(port), PARTNER_BASE_URL: `http://127.0.0.1:${vendor.port}` },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  running.push(endpoint)
  await expect
    .poll(
      () =>
        fetch(`http://127.0.0.1:${port}/`).then(
          (response) => response.status,
          () => 0,
        ),
      { timeout: 20_000 },
    )
    .toBe(405)

  async function load(amount: number): Promise<void> {
    const { non2xx, errors } = await autocannon({
      url: `http://127.0.0.1:${port}/api/conversation-login`,
      method: 'POST',
      headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
      body: JSON.stringify({ conversationId: 165, phoneNumber: '972501234567' }),
      connections: 16,
      amount,
    })
    expect(non2xx + errors).toBe(0)
  }
  async function heap(): Promise<number> {
    endpoint.send('memory')
    const [{ heapUsed }] = await once(endpoint, 'message')
    return heapUsed / 1_000_000
  }

  // The first thousands fill caches and are compiled: only the second half has to add nothing.
  await load(requests / 2)
  const early = await heap()
  await load(requests / 2)
  const late = await heap()
  console.log(`heap after ${requests / 2}: ${early.toFixed(1)} MB, after ${requests}: ${late.toFixed(1)} MB`)
  expect(late - early).toBeLessThan(3)
}, 1_800_000)
