import { createSimulator, type Faults, type SimulatorOptions } from '@conversation-frame/simulator'
import { runCommand } from '../src/command/runCommand.js'
import { watch } from './secretWatch.js'

export const env = {
  PARTNER_CLIENT_ID: 'demo-client',
  PARTNER_CLIENT_SECRET: 'client-secret-of-the-doctor',
  PARTNER_BASE_URL: 'https://partners.vendor.localhost',
  PARTNER_LOGIN_ORIGINS: 'https://{server}.vendor.localhost',
}
export const agent = ['--account', '4142', '--agent', '3142']
export const conversation = ['--conversation', '165', '--phone', '+972 50-123-4567']

export interface World extends SimulatorOptions {
  faults?: Faults
  /** Changes of the environment. */
  env?: object
  /** A cookie that the workspace sets in addition to its own. */
  setCookie?: string
  /** Replaces the answers of the workspace. */
  workspace?: () => Response
}

/** Runs the command with the simulator as the network. */
export async function runInSimulator(args: string[], world: World = {}) {
  const { faults = {}, env: changed = {}, setCookie, workspace, ...options } = world
  const simulator = createSimulator({ clientSecret: env.PARTNER_CLIENT_SECRET, ...options })
  simulator.faults.set(faults)
  const out: string[] = []
  const err: string[] = []
  const code = await runCommand(args, {
    env: { ...env, ...changed },
    fetch: async (input, init) => {
      const request = new Request(input, init)
      const isPartner = new URL(request.url).hostname === 'partners.vendor.localhost'
      if (isPartner) return simulator.partner(request)
      const response = workspace ? workspace() : await simulator.workspace(request)
      if (setCookie) response.headers.append('set-cookie', setCookie)
      return response
    },
    print: (line) => out.push(line),
    warn: (line) => err.push(watch(line)),
    version: '1.2.3',
  })
  return { code, out: out.join('\n'), err: err.join('\n'), simulator }
}

/** A check in the JSON output. */
export interface ReadCheck {
  name: string
  outcome: string
  finding: string
  advice?: string
}
