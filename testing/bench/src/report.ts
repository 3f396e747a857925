import { readFileSync } from 'node:fs'
import { availableParallelism, type as systemName, totalmem } from 'node:os'
import { markdownTable } from './markdownTable.js'
import type { Findings, Row, Section } from './Section.js'

/** The summary table, which is also printed in the terminal. */
export function summaryTable(rows: readonly Row[]): string {
  const verdict = ({ reached }: Row) => (reached === undefined ? '' : reached ? 'yes' : '**no**')
  return markdownTable([
    ['what', 'measured', 'goal', 'reached'],
    ...rows.map((row) => [row.what, row.measured, row.goal, verdict(row)]),
  ])
}

/** The conditions of a run. */
export interface Circumstances {
  browserVersion: string
  command: string
  /** Load average of the last minute, before and after. */
  load: readonly [number, number]
}

/** `docs/benchmarks.md`. */
export function report(found: readonly (readonly [Section, Findings])[], circumstances: Circumstances): string {
  const rows = found.flatMap(([, { rows }]) => rows)
  const missed = rows.filter(({ reached }) => reached === false)
  const behind =
    missed.length === 0
      ? 'Every goal is reached.'
      : `Behind its goal: ${missed.map(({ what, measured, goal }) => `${what} (${measured}; goal ${goal})`).join('; ')}.`
  return `<!-- Written by \`npm run bench\`. Do not edit. -->

# Benchmarks

What \`<ConversationFrame>\` costs, side by side with hand-written code and with peers from npm, in one run. Quote the ratios: absolute times are those of one machine, and only context.${busy(Math.max(...circumstances.load))}

${summaryTable(rows)}

${behind}

${found.map(([{ title }, { details }]) => `## ${title}\n\n${details}`).join('\n\n')}

## The machine

${machine(circumstances)}

\`\`\`sh
${circumstances.command}
\`\`\`

\`npm run bench -- --only render,overlap\` measures some of it (${found.map(([{ name }]) => `\`${name}\``).join(', ')}) and writes nothing; \`--runs\` and \`--mounts\` set how often. Chromium has to be on \`PATH\`.
`
}

function machine({ browserVersion, load: [before, after] }: Circumstances): string {
  const versions = [
    '@tanstack/react-query',
    'zod',
    'react',
    'amazon-quicksight-embedding-sdk',
    '@looker/embed-sdk',
    '@superset-ui/embedded-sdk',
    'vite',
    'esbuild',
  ].map((name) => `${name} ${pinned(name)}`)
  return `${availableParallelism()} cores, ${Math.round(totalmem() / 2 ** 30)} GB of memory, ${systemName()}. ${browserVersion}, Node ${process.versions.node}. ${versions.join(', ')}.
Load average of the last minute: ${before.toFixed(1)} when it began, ${after.toFixed(1)} when it ended (the run itself makes about one).${busy(Math.max(before, after))}`
}

/** Notes when other work on the machine has affected the times. */
function busy(load: number): string {
  if (load < 1.5 * availableParallelism()) return ''
  return ' **The machine was busy with other work**: times are stretched and spread, and their ratios are to be measured again on a quiet one. Sizes and counts do not depend on it.'
}

/** Reads the version from the workspace's catalog. */
function pinned(name: string): string {
  const workspace = readFileSync(new URL('../../../pnpm-workspace.yaml', import.meta.url), 'utf8')
  const catalog = workspace.slice(workspace.indexOf('\ncatalog:'))
  const line = catalog.split('\n').find((line) => line.trim().replaceAll('"', '').startsWith(`${name}: `))
  return line?.split(': ')[1] ?? 'unknown'
}
