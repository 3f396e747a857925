import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { freePort } from '@conversation-frame/processes'
import { poll } from '../createFrame.js'
import { createProfile } from '../createProfile.js'
import type { EnginePrograms } from '../findEngines.js'
import { leash } from '../leash.js'

/** Starts a display without a screen and WebKitWebDriver upon it. */
export async function startWebKitDriver(
  programs: EnginePrograms,
): Promise<{ address: string; stop: () => Promise<void> }> {
  const { driver, display } = programs
  if (!driver || !display) throw new Error('WebKit needs WebKitWebDriver and Xvfb.')
  const profile = await createProfile()
  const xvfb = spawn(display, ['-displayfd', '3', '-screen', '0', '1920x1440x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    detached: true,
  })
  const releaseXvfb = leash({ groups: groupOf(xvfb) })
  const number = await firstLine(xvfb)
  const port = await freePort()
  const service = spawn(driver, [`--port=${port}`], {
    stdio: 'ignore',
    detached: true,
    env: { ...process.env, DISPLAY: `:${number}`, ...(await homeIn(profile.folder)) },
  })
  const releaseService = leash({ groups: groupOf(service) })
  const address = `http://127.0.0.1:${port}`
  await poll('WebKitWebDriver', async () => (await fetch(`${address}/status`)).ok)
  return {
    address,
    async stop() {
      await releaseService()
      await releaseXvfb()
      await profile.remove()
    },
  }
}

/** No process of the browser reads or writes the settings of the person who runs the tests. */
async function homeIn(folder: string): Promise<Record<string, string>> {
  const places = { XDG_CONFIG_HOME: 'config', XDG_CACHE_HOME: 'cache', XDG_DATA_HOME: 'data', XDG_RUNTIME_DIR: 'run' }
  const entries = Object.entries(places).map(([name, place]) => [name, join(folder, place)] as const)
  for (const [, path] of entries) await mkdir(path, { recursive: true, mode: 0o700 })
  return Object.fromEntries(entries)
}

function groupOf(child: ChildProcess): number[] {
  return child.pid === undefined ? [] : [child.pid]
}

async function firstLine(xvfb: ChildProcess): Promise<string> {
  const output = xvfb.stdio[3]
  if (!output) throw new Error('Xvfb was started without a place to write its display number to.')
  const failed = once(xvfb, 'exit').then(() => {
    throw new Error('Xvfb ended before it had a display.')
  })
  const [chunk] = await Promise.race([once(output, 'data'), failed])
  return String(chunk).trim()
}
