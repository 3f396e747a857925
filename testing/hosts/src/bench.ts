// Measures the login endpoint next to a bare and a careful proxy of the same vendor call, in one run, in turn. Writes its figures as
// JSON to the file that it is given, or prints them.
import { writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { RunningServer } from '@conversation-frame/processes'
import autocannon from 'autocannon'
import { type EndpointFigures, type LoadFigures, type MeasuredServer, measuredServers } from './EndpointFigures.js'
import { startHostServer } from './startHostServer.js'

const rounds = Number(process.env.ROUNDS ?? 9)
const seconds = Number(process.env.SECONDS ?? 3)

const programs = { bare: 'bareProxy', careful: 'carefulProxy', ours: 'endpoint' }

function start(program: string, env = {}): Promise<RunningServer> {
  const file = fileURLToPath(new URL(`../bench/${program}.js`, import.meta.url))
  return startHostServer({ command: process.execPath, args: [file], env })
}

async function measureServer(port: number, connections: number, duration: number) {
  const { requests, latency, non2xx, errors } = await autocannon({
    url: `http://127.0.0.1:${port}/api/conversation-login`,
    method: 'POST',
    headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
    body: JSON.stringify({ conversationId: 165, phoneNumber: '972501234567' }),
    connections,
    duration,
  })
  if (non2xx + errors > 0) throw new Error(`${non2xx} responses without a link, ${errors} errors`)
  return { perSecond: requests.average, p99Ms: latency.p99 }
}

const median = (values: number[]) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN

type Ports = Record<MeasuredServer, number>

async function measureLoad(ports: Ports, connections: number): Promise<LoadFigures> {
  const runs: Record<MeasuredServer, { perSecond: number; p99Ms: number }[]> = { bare: [], careful: [], ours: [] }
  for (const name of measuredServers) await measureServer(ports[name], connections, 1)
  for (let round = 0; round < rounds; round += 1) {
    for (const name of measuredServers) runs[name].push(await measureServer(ports[name], connections, seconds))
  }
  const summary = (name: MeasuredServer) => ({
    perSecond: Math.round(median(runs[name].map(({ perSecond }) => perSecond))),
    p99Ms: median(runs[name].map(({ p99Ms }) => p99Ms)),
  })
  const ratioTo = (name: MeasuredServer) =>
    median(runs.ours.map(({ perSecond }, round) => perSecond / (runs[name][round]?.perSecond ?? Number.NaN)))
  return {
    connections,
    servers: { bare: summary('bare'), careful: summary('careful'), ours: summary('ours') },
    ratioTo: { bare: ratioTo('bare'), careful: ratioTo('careful') },
  }
}

const vendor = await start('vendor')
const env = { PARTNER_BASE_URL: `http://127.0.0.1:${vendor.port}` }
const [bare, careful, ours] = [
  await start(programs.bare, env),
  await start(programs.careful, env),
  await start(programs.ours, env),
]
const loads: LoadFigures[] = []
for (const connections of [1, 16, 256]) {
  loads.push(await measureLoad({ bare: bare.port, careful: careful.port, ours: ours.port }, connections))
}
const accessTokens = Number(await (await fetch(`${env.PARTNER_BASE_URL}/tokens`)).text())
await Promise.all([vendor, bare, careful, ours].map((running) => running.stop()))

const figures: EndpointFigures = { loads, accessTokens }
const json = JSON.stringify(figures, undefined, 2)
const [file] = process.argv.slice(2)
if (file) await writeFile(file, json)
else console.log(json)
