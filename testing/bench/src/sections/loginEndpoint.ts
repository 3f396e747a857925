import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { stripVTControlCharacters } from 'node:util'
import { markdownTable } from '../markdownTable.js'
import type { Section } from '../Section.js'

/** The endpoint's benchmark installs what it needs. It is also a command: `npm run bench:endpoint`. */
async function runBenchmark(): Promise<string> {
  const script = fileURLToPath(new URL('../../../hosts/run.mjs', import.meta.url))
  const child = spawn(process.execPath, [script, '--bench'], { stdio: ['ignore', 'pipe', 'inherit'] })
  let output = ''
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk
  })
  await once(child, 'close')
  return stripVTControlCharacters(output)
}

/** The cells of a table printed by `console.table`. The first row is the header. */
function cellsOf(output: string): string[][] {
  return output
    .split('\n')
    .filter((line) => line.startsWith('│'))
    .map((line) =>
      line
        .split('│')
        .slice(2, -1)
        .map((cell) => cell.trim()),
    )
}

export const loginEndpoint: Section = {
  name: 'endpoint',
  title: 'The login endpoint',
  async measure() {
    const output = await runBenchmark()
    const [header = [], ...runs] = cellsOf(output)
    const tokens = /access tokens asked for: (\d+)/.exec(output)?.[1]
    if (runs.length === 0 || tokens === undefined) throw new Error(`The endpoint's benchmark said nothing:\n${output}`)
    const ratios = (name: string) => runs.map((cells) => Number(cells[header.indexOf(name)]))
    const shown = (name: string) =>
      ratios(name)
        .map((ratio) => `${ratio.toFixed(2)} x`)
        .join(', ')
    return {
      rows: [
        {
          what: 'login endpoint against a bare proxy, requests per second at 1, 16 and 256 connections',
          measured: shown('to bare'),
          goal: '0.90 x',
          reached: Math.min(...ratios('to bare')) >= 0.9,
        },
        {
          what: 'the same against a careful proxy: with a time limit and an end when the browser has gone',
          measured: shown('to careful'),
          goal: '0.90 x',
          reached: Math.min(...ratios('to careful')) >= 0.9,
        },
        { what: 'access tokens asked for in that time', measured: tokens, goal: '1', reached: tokens === '1' },
      ],
      details: `The same listener and the same \`fetch\` to the same vendor, which answers at once; neither proxy checks anything. The careful one gives its \`fetch\` a
signal, for a limit of time and for a browser that has gone, and its answer the same headers as ours. In turn, median of nine rounds each.

${markdownTable([header, ...runs])}`,
    }
  },
}
