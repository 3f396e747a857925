import type { Faults, LedgerTotals, SimulatorOptions } from '@conversation-frame/simulator'
import { inject, onTestFinished } from 'vitest'

declare module 'vitest' {
  interface ProvidedContext {
    /** Where `startStack` asks for a vendor and a login endpoint of its own. */
    stacksUrl: string
  }
}

/** A vendor and a login endpoint of one test, on origins of their own, in Node. */
export async function startStack(options: SimulatorOptions = {}) {
  const url = inject('stacksUrl')
  const ask = async <T>(path: string, method: string, body?: unknown): Promise<T> => {
    const response = await fetch(
      `${url}/${path}`,
      body === undefined ? { method } : { method, body: JSON.stringify(body) },
    )
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status}`)
    return (await response.json()) as T
  }
  const { id, endpoint, loginOrigin } = await ask<Record<'id' | 'endpoint' | 'loginOrigin', string>>(
    '',
    'POST',
    options,
  )
  onTestFinished(() => ask(id, 'DELETE'))
  return {
    endpoint,
    loginOrigin,
    ledger: () => ask<LedgerTotals>(id, 'GET'),
    faults: (faults: Faults) => ask(`${id}/faults`, 'PUT', faults),
  }
}
