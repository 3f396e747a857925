// Requests per second and p99 of the login endpoint beside a bare and a careful proxy of the same vendor call, in one run, turn
// by turn.
import { fileURLToPath } from 'node:url'
import autocannon from 'autocannon'
import { startProcess } from './startProcess.js'

const rounds = Number(process.env.ROUNDS ?? 9)
const seconds = Number(process.env.SECONDS ?? 3)
const bench = (name: string) => fileURLToPath(new URL(`../bench/${name}.js`, import.meta.url))
const start = (name: string, env = {}) => startProcess({ command: process.execPath, args: [bench(name)], env })

const vendor = await start('vendor')
const env = { PARTNER_BASE_URL: `http://127.0.0.1:${vendor.port}` }
const servers = {
  bare: await start('bareProxy', env),
  careful: await start('carefulProxy', env),
  ours: await start('endpoint', env),
}
type Server = keyof typeof servers
const names = Object.keys(servers) as Server[]

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
  const runs: Record<Server, { perSecond: number; p99: number }[]> = { bare: [], careful: [], ours: [] }
  for (const name of names) await measure(servers[name].port, connections, 1)
  for (let round = 0; round < rounds; round += 1) {
    for (const name of names) runs[name].push(await measure(servers[name].port, connections, seconds))
  }
  const perSecond = (name: Server) => Math.round(median(runs[name].map(({ perSecond }) => perSecond)))
  const p99 = (name: Server) => median(runs[name].map(({ p99 }) => p99))
  const ratio = (name: Server) =>
    median(runs.ours.map(({ perSecond }, round) => perSecond / (runs[name][round]?.perSecond ?? Number.NaN)))
  rows.push({
    connections,
    'bare/s': perSecond('bare'),
    'careful/s': perSecond('careful'),
    'ours/s': perSecond('ours'),
    'to bare': Number(ratio('bare').toFixed(2)),
    'to careful': Number(ratio('careful').toFixed(2)),
    'bare p99 ms': p99('bare'),
    'careful p99 ms': p99('careful'),
    'ours p99 ms': p99('ours'),
  })
}
console.table(rows)
const tokens = Number(await (await fetch(`${env.PARTNER_BASE_URL}/tokens`)).text())
console.log(`access tokens asked for: ${tokens}`)
await Promise.all([vendor, ...Object.values(servers)].map((running) => running.stop()))
process.exitCode = rows.every((row) => row['to bare'] >= 0.9) && tokens === 1 ? 0 : 1
