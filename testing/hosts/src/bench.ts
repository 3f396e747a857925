// Requests per second and p99 of the login endpoint beside a bare proxy of the same vendor call, in one run, turn by turn.
import { fileURLToPath } from 'node:url'
import autocannon from 'autocannon'
import { startProcess } from './startProcess.js'

const rounds = Number(process.env.ROUNDS ?? 5)
const seconds = Number(process.env.SECONDS ?? 3)
const bench = (name: string) => fileURLToPath(new URL(`../bench/${name}.js`, import.meta.url))
const start = (name: string, env = {}) => startProcess({ command: process.execPath, args: [bench(name)], env })

const vendor = await start('vendor')
const env = { PARTNER_BASE_URL: `http://127.0.0.1:${vendor.port}` }
const [bare, ours] = [await start('bareProxy', env), await start('endpoint', env)]

async function measure(port: number, connections: number, duration: number) {
  const { requests, latency, non2xx, errors } = await autocannon({
    url: `http://127.0.0.1:${port}/api/conversation-login`,
    method: 'POST',
    headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
    body: JSON.stringify({ conversationId: 165, phoneNumber: '972501234567' }),
    connections,
    duration,
  })
  if (non2xx + errors > 0) throw new Error(`${non2xx} answers were no links, ${errors} errors`)
  return { perSecond: requests.average, p99: latency.p99 }
}

const median = (values: number[]) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN

const rows = []
for (const connections of [1, 16, 256]) {
  const runs: Record<'bare' | 'ours', { perSecond: number; p99: number }[]> = { bare: [], ours: [] }
  await measure(bare.port, connections, 1)
  await measure(ours.port, connections, 1)
  for (let round = 0; round < rounds; round += 1) {
    runs.bare.push(await measure(bare.port, connections, seconds))
    runs.ours.push(await measure(ours.port, connections, seconds))
  }
  const ratios = runs.ours.map(({ perSecond }, round) => perSecond / (runs.bare[round]?.perSecond ?? Number.NaN))
  rows.push({
    connections,
    'bare/s': Math.round(median(runs.bare.map(({ perSecond }) => perSecond))),
    'ours/s': Math.round(median(runs.ours.map(({ perSecond }) => perSecond))),
    ratio: Number(median(ratios).toFixed(2)),
    'bare p99 ms': median(runs.bare.map(({ p99 }) => p99)),
    'ours p99 ms': median(runs.ours.map(({ p99 }) => p99)),
  })
}
console.table(rows)
const tokens = Number(await (await fetch(`${env.PARTNER_BASE_URL}/tokens`)).text())
console.log(`access tokens asked for: ${tokens}`)
await Promise.all([vendor, bare, ours].map((running) => running.stop()))
process.exitCode = rows.every(({ ratio }) => ratio >= 0.9) && tokens === 1 ? 0 : 1
