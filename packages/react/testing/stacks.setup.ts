import { spawn } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import type { TestProject } from 'vitest/node'

/** Starts `stacks.ts` in a separate process, which resolves the packages to their source. */
export async function setup(project: TestProject) {
  const script = new URL('stacks.ts', import.meta.url).pathname
  const stacks = spawn('tsx', ['-C', '@conversation-frame/source', script], { stdio: ['pipe', 'pipe', 'inherit'] })
  const [url] = await once(createInterface(stacks.stdout), 'line')
  project.provide('stacksUrl', url)
  project.provide('model', modelSettings(process.env))
  return async () => {
    const exited = once(stacks, 'exit')
    stacks.stdin.end()
    await exited
  }
}

/** How long the model-based test runs. To repeat a run, set the seed and the path that it printed. */
function modelSettings({ MODEL_COUNT, MODEL_LENGTH, MODEL_SEED, MODEL_PATH, MODEL_SHRINK_SECONDS }: NodeJS.ProcessEnv) {
  return {
    count: Number(MODEL_COUNT ?? 40),
    length: Number(MODEL_LENGTH ?? 20),
    seed: Number(MODEL_SEED ?? randomInt(2 ** 31)),
    path: MODEL_PATH ?? '',
    shrinkFor: 1000 * Number(MODEL_SHRINK_SECONDS ?? 30),
  }
}
