import type { Faults, LedgerLink, LedgerTotals, SimulatorOptions } from '@conversation-frame/simulator'
import { inject, onTestFinished } from 'vitest'

declare module 'vitest' {
  interface ProvidedContext {
    /** Where `startStack` asks for a vendor and a login endpoint of its own. */
    stacksUrl: string
    /** How much the model-based test does: `stacks.setup.ts`. */
    model: { count: number; length: number; seed: number; path: string; shrinkFor: number }
  }
}

/** A link's life, with the moments of its navigations. */
export type StackLink = LedgerLink & { navigatedAt: number[] }

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
    clearFaults: () => ask(`${id}/faults`, 'DELETE'),
    /** Each link's life. */
    links: () => ask<StackLink[]>(`${id}/links`, 'GET'),
    /** Forgets what was counted; links keep working. */
    clearLedger: () => ask(`${id}/links`, 'DELETE'),
    /** Pushes the vendor's and the endpoint's clock ahead. */
    advance: (ms: number) => ask(`${id}/clock`, 'PUT', ms),
    /** Whether a text has a link's token, an access token or the client's secret in it. */
    hasSecret: (text: string) => ask<boolean>(`${id}/secrets`, 'POST', text),
  }
}
