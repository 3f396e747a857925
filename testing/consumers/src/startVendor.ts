import { join } from 'node:path'
import { startProcess } from '@conversation-frame/processes'
import type { Consumer } from './installConsumer.js'
import { consumerEnv } from './run.js'

/** The simulator as a user starts it: the program of the package, from its tarball. */
export interface Vendor extends AsyncDisposable {
  /** What a host's server and pages need to know. */
  env: { PARTNER_BASE_URL: string; LOGIN_ORIGIN: string }
  /** What has become of all links since the last `clear`. */
  totals(): Promise<{ minted: number; navigated: number; redeemed: number; replayed: number; wasted: number }>
  /** Clears the ledger and the faults. */
  clear(): Promise<void>
  /** Faults, as in the simulator's README. */
  break(faults: object): Promise<void>
}

/** `flags` are those of the program, beside the control API that the tests ask. */
export async function startVendor({ folder }: Consumer, flags: readonly string[] = []): Promise<Vendor> {
  const program = join(folder, 'node_modules/.bin/conversation-frame-simulator')
  const running = startProcess({ command: program, args: ['--control', ...flags], cwd: folder, env: consumerEnv() })
  const address = (name: string) => new RegExp(`^${name} +(\\S+)$`, 'm').exec(running.output())?.[1]
  const control = await running.until(() => address('control API'))
  const ask = async (method: string, path: string, body?: object) => {
    const response = await fetch(`${control}/${path}`, { method, body: body ? JSON.stringify(body) : null })
    if (!response.ok) throw new Error(`The simulator answered ${method} ${path} with ${response.status}.`)
    return response
  }
  return {
    env: { PARTNER_BASE_URL: address('partner API') ?? '', LOGIN_ORIGIN: address('workspace') ?? '' },
    totals: async () =>
      ((await (await ask('GET', 'ledger')).json()) as { totals: Awaited<ReturnType<Vendor['totals']>> }).totals,
    async clear() {
      await ask('DELETE', 'faults')
      await ask('POST', 'ledger/clear')
    },
    break: async (faults) => void (await ask('PUT', 'faults', faults)),
    [Symbol.asyncDispose]: () => running[Symbol.asyncDispose](),
  }
}
