// Random lives of a page, in runs of 500: `MODEL_COUNT=10000 npm run model`. As many runs at once as there are processors, each
// in a browser and with a seed of its own, which it prints. A life that breaks a promise is lived again with its seed and path.
import { spawn } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { availableParallelism } from 'node:os'
import { createInterface } from 'node:readline'

const runLength = 500
const { MODEL_COUNT = '40', MODEL_SEED, MODEL_RUNS_AT_ONCE } = process.env
const wanted = Number(MODEL_COUNT)
const firstSeed = Number(MODEL_SEED ?? randomInt(2 ** 31 - wanted))
const runs = Array.from({ length: Math.ceil(wanted / runLength) }, (_, index) => ({
  count: Math.min(runLength, wanted - index * runLength),
  seed: firstSeed + index,
}))

/** @returns whether no life broke a promise; what the run says otherwise is printed as a whole */
function live({ count, seed }) {
  const env = { ...process.env, MODEL_COUNT: String(count), MODEL_SEED: String(seed) }
  const args = ['run', '--project', 'browser', 'packages/react/src/ConversationFrame.model']
  const run = spawn('vitest', args, { env, stdio: ['ignore', 'pipe', 'pipe'], shell: process.platform === 'win32' })
  const lines = []
  for (const output of [run.stdout, run.stderr]) createInterface(output).on('line', (line) => lines.push(line))
  return new Promise((resolve, reject) => {
    run.on('error', reject)
    run.on('close', (status) => {
      console.log(`${status === 0 ? '✓' : '✗'} ${count} lives, seed ${seed}`)
      if (status !== 0) console.log(lines.join('\n'))
      resolve(status === 0)
    })
  })
}

let passed = 0
let failed = 0

async function liveAll(queue) {
  for (let run = queue.shift(); run; run = queue.shift()) {
    if (await live(run)) passed += run.count
    else failed++
  }
}

const lanes = Math.min(Number(MODEL_RUNS_AT_ONCE ?? availableParallelism()), runs.length)
await Promise.all(Array.from({ length: lanes }, () => liveAll(runs)))
console.log(`\n${passed} lives broke no promise${failed ? `; ${failed} runs found one that did` : ''}`)
process.exit(failed ? 1 : 0)
