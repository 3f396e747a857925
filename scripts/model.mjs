// Random lives of a page, in runs of at most 500: `MODEL_COUNT=10000 npm run test:slow model`. There are as many runs at a time as
// processors, each in its own browser and with its own seed. A run that fails prints a seed and a path, which repeat it.
import { spawn } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { availableParallelism } from 'node:os'
import { createInterface } from 'node:readline'
import { finish, record } from './tally.mjs'

const runLength = 500
const { MODEL_COUNT = '300', MODEL_SEED, MODEL_RUNS_AT_ONCE } = process.env
const wanted = Number(MODEL_COUNT)
const firstSeed = Number(MODEL_SEED ?? randomInt(2 ** 31 - wanted))
const runs = Array.from({ length: Math.ceil(wanted / runLength) }, (_, index) => ({
  count: Math.min(runLength, wanted - index * runLength),
  seed: firstSeed + index,
}))

/** @returns whether no life broke a promise; the output of a failed run is printed in one piece */
function live({ count, seed }) {
  const env = { ...process.env, MODEL_COUNT: String(count), MODEL_SEED: String(seed) }
  const args = ['run', '--project', 'browser', 'ConversationFrame.model']
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

async function liveAll(queue) {
  for (let run = queue.shift(); run; run = queue.shift())
    record(`${run.count} random lives, seed ${run.seed}`, await live(run))
}

const lanes = Math.min(Number(MODEL_RUNS_AT_ONCE ?? availableParallelism()), runs.length)
await Promise.all(Array.from({ length: lanes }, () => liveAll(runs)))
finish()
