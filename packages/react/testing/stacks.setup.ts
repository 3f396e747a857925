import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import type { TestProject } from 'vitest/node'

/** Starts `stacks.ts` in a process of its own, which resolves the packages to their source. */
export async function setup(project: TestProject) {
  const script = new URL('stacks.ts', import.meta.url).pathname
  const stacks = spawn('tsx', ['-C', '@conversation-frame/source', script], { stdio: ['pipe', 'pipe', 'inherit'] })
  const [url] = await once(createInterface(stacks.stdout), 'line')
  project.provide('stacksUrl', url)
  return async () => {
    const exited = once(stacks, 'exit')
    stacks.stdin.end()
    await exited
  }
}
