import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

const root = join(import.meta.dirname, '../../..')

/** Builds the Storybook as a static site into a folder. */
export async function buildStorybook(folder: string): Promise<void> {
  // With the environment of a test, the site would differ from the published one.
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('VITEST')))
  const build = spawn(join(root, 'node_modules/.bin/storybook'), ['build', '--quiet', '--output-dir', folder], {
    cwd: root,
    env: { ...env, NODE_ENV: 'production' },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let complaints = ''
  build.stderr.on('data', (chunk) => {
    complaints += chunk
  })
  const [status] = await once(build, 'close')
  if (status !== 0) throw new Error(`The Storybook cannot be built:\n${complaints}`)
}
