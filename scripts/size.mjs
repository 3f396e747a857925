// Measures @conversation-frame/react as a host loads it (minified, gzip), and prints the limits and the goals beside it.
import { spawnSync } from 'node:child_process'

/** Goals in bytes. A limit in packages/react/.size-limit.mjs is what may not be exceeded today. */
const goals = {
  ConversationFrame: 10_400,
  everything: 13_500,
  'ConversationFrame, with react-query and zod': 23_400,
  'everything, with react-query and zod': 26_500,
}

const { stdout, stderr } = spawnSync('pnpm', ['exec', 'size-limit', '--json'], {
  cwd: 'packages/react',
  encoding: 'utf8',
})
let rows
try {
  rows = JSON.parse(stdout)
} catch {
  console.error(`${stdout}${stderr}\nThe sizes could not be measured. Build the packages first: npm run build`)
  process.exit(1)
}

const kB = (bytes) => (bytes === undefined ? '' : `${(bytes / 1_000).toFixed(2)} kB`)
console.log('| @conversation-frame/react, min+gz (gzip) | size | limit | goal |\n| --- | --- | --- | --- |')
for (const { name, size, sizeLimit, passed } of rows) {
  const goal = goals[name]
  const reached = goal === undefined ? '' : ` ${size <= goal ? '(reached)' : `(missed by ${kB(size - goal)})`}`
  console.log(`| ${name} | ${kB(size)} | ${kB(sizeLimit)}${passed ? '' : ' (exceeded)'} | ${kB(goal)}${reached} |`)
}
process.exit(rows.every(({ passed }) => passed) ? 0 : 1)
