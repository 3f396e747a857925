import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type EndpointFigures, measuredServers } from '../../../hosts/src/EndpointFigures.js'
import { markdownTable } from '../markdownTable.js'
import type { Section } from '../Section.js'

/** The benchmark of testing/hosts, which installs what it needs. */
async function runBenchmark(): Promise<EndpointFigures> {
  const script = fileURLToPath(new URL('../../../hosts/run.mjs', import.meta.url))
  const folder = await mkdtemp(join(tmpdir(), 'conversation-frame-bench-'))
  const file = join(folder, 'figures.json')
  try {
    const child = spawn(process.execPath, [script, '--bench', file], { stdio: ['ignore', 'inherit', 'inherit'] })
    const [code] = await once(child, 'close')
    if (code !== 0) throw new Error(`The benchmark of the endpoint ended with code ${code}`)
    return JSON.parse(await readFile(file, 'utf8')) as EndpointFigures
  } finally {
    await rm(folder, { recursive: true })
  }
}

function table({ loads }: EndpointFigures): string {
  const header = [
    'connections',
    ...measuredServers.map((name) => `${name}/s`),
    'to bare',
    'to careful',
    ...measuredServers.map((name) => `${name} p99 ms`),
  ]
  const rows = loads.map(({ connections, servers, ratioTo }) => [
    connections,
    ...measuredServers.map((name) => servers[name].perSecond),
    ratioTo.bare.toFixed(2),
    ratioTo.careful.toFixed(2),
    ...measuredServers.map((name) => servers[name].p99Ms),
  ])
  return markdownTable([header, ...rows.map((cells) => cells.map(String))])
}

export const loginEndpoint: Section = {
  name: 'endpoint',
  title: 'The login endpoint',
  async measure() {
    const figures = await runBenchmark()
    const ratios = (name: 'bare' | 'careful') => figures.loads.map(({ ratioTo }) => ratioTo[name])
    const compared = (name: 'bare' | 'careful') => ({
      measured: ratios(name)
        .map((ratio) => `${ratio.toFixed(2)} x`)
        .join(', '),
      goal: '0.90 x',
      reached: Math.min(...ratios(name)) >= 0.9,
    })
    return {
      rows: [
        {
          what: 'login endpoint against a bare proxy, requests per second at 1, 16 and 256 connections',
          ...compared('bare'),
        },
        {
          what: 'the same against a careful proxy: with a time limit, and aborted when the browser disconnects',
          ...compared('careful'),
        },
        {
          what: 'access tokens requested in that time',
          measured: String(figures.accessTokens),
          goal: '1',
          reached: figures.accessTokens === 1,
        },
      ],
      details: `All three use the same listener and the same \`fetch\` to the same vendor, which responds immediately; neither proxy checks anything.
The careful one passes its \`fetch\` a signal, for a time limit and for a browser that disconnects, and sends the same response headers
as ours. They are measured in turn; the figures are medians of nine rounds.

${table(figures)}`,
    }
  },
}
