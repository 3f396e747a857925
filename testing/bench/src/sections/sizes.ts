import { bundle, external } from '../bundle.js'
import { markdownTable } from '../markdownTable.js'
import type { Row, Section } from '../Section.js'

interface Measured {
  what: string
  source: string
  left: readonly string[]
  /** Bytes. */
  goal?: number
}

const ours = "from '@conversation-frame/react'"

const measured: readonly Measured[] = [
  {
    what: '`{ ConversationFrame }`, peers external',
    source: `export { ConversationFrame } ${ours}`,
    left: external.peers,
    goal: 6_000,
  },
  { what: 'everything, peers external', source: `export * ${ours}`, left: external.peers, goal: 6_000 },
  {
    what: '`{ ConversationFrame }` with react-query and zod',
    source: `export { ConversationFrame } ${ours}`,
    left: external.react,
    goal: 20_500,
  },
  {
    what: 'everything, with react-query and zod',
    source: `export * ${ours}`,
    left: external.react,
    goal: 20_500,
  },
  {
    what: 'amazon-quicksight-embedding-sdk',
    source: "export { createEmbeddingContext } from 'amazon-quicksight-embedding-sdk'",
    left: external.react,
  },
  { what: '@looker/embed-sdk', source: "export { getEmbedSDK } from '@looker/embed-sdk'", left: external.react },
  {
    what: '@superset-ui/embedded-sdk',
    source: "export { embedDashboard } from '@superset-ui/embedded-sdk'",
    left: external.react,
  },
]

export const sizes: Section = {
  name: 'sizes',
  title: 'Size',
  async measure() {
    const rows: Row[] = []
    for (const { what, source, left, goal } of measured) {
      const { gzipBytes } = await bundle(source, left)
      const goals = goal === undefined ? { goal: '' } : { goal: kB(goal), reached: gzipBytes <= goal }
      rows.push({ what, measured: kB(gzipBytes), ...goals })
    }
    const table = markdownTable([['min+gz', 'size', 'goal'], ...rows.map((row) => [row.what, row.measured, row.goal])])
    return {
      rows: rows.map((row) => ({ ...row, what: `min+gz: ${row.what}` })),
      details: `Bundled with esbuild (ES modules, ES2022, production), minified, gzip -9. React is external everywhere. Only English labels: another language is an
import of its own. The peers are measured by the one function that their README imports.

${table}`,
    }
  },
}

function kB(bytes: number): string {
  return `${(bytes / 1_000).toFixed(1)} kB`
}
