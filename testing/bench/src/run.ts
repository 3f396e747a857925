// Measures, prints the summary, and writes docs/benchmarks.md after a complete run.
import { writeFile } from 'node:fs/promises'
import { loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { openLab } from './openLab.js'
import { report, summaryTable } from './report.js'
import type { Findings, Section } from './Section.js'
import { sections } from './sections.js'

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    runs: { type: 'string', default: '40' },
    mounts: { type: 'string', default: '1000' },
  },
})
const options = { runs: Number(values.runs), mounts: Number(values.mounts) }
const only = values.only?.split(',')
const unknown = only?.filter((name) => !sections.some((section) => section.name === name)) ?? []
if (unknown.length > 0 || !(options.runs > 0) || !(options.mounts > 0)) {
  const names = sections.map(({ name }) => name).join(', ')
  console.error(`Usage: npm run bench -- [--only ${names}] [--runs 40] [--mounts 1000]`)
  process.exit(1)
}

const found: (readonly [Section, Findings])[] = []
const load = () => loadavg()[0] ?? Number.NaN
const loadBefore = load()
const lab = await openLab()
try {
  for (const section of sections) {
    if (only && !only.includes(section.name)) continue
    console.log(`${section.title} …`)
    const findings = await section.measure(lab, options).catch((error: unknown) => failed(section, error))
    found.push([section, findings])
    if (only) console.log(`\n${findings.details}\n`)
  }
} finally {
  await lab[Symbol.asyncDispose]()
}

/** A section that fails is reported, and does not discard the figures of the others. */
function failed({ title }: Section, error: unknown): Findings {
  console.error(error)
  process.exitCode = 1
  return {
    rows: [{ what: title, measured: 'not measured', goal: '', reached: false }],
    details: 'Not measured in this run.',
  }
}

console.log(`\n${summaryTable(found.flatMap(([, { rows }]) => rows))}`)
if (!only) {
  const { browserVersion } = lab
  const command = `npm run bench -- --runs ${options.runs} --mounts ${options.mounts}`
  const page = report(found, { browserVersion, command, load: [loadBefore, load()] })
  await writeFile(new URL('../../../docs/benchmarks.md', import.meta.url), page)
}
