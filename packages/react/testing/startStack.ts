import type { Faults, LedgerLink, LedgerTotals, SimulatorOptions } from '@conversation-frame/simulator'
import { inject, onTestFinished } from 'vitest'

declare module 'vitest' {
  interface ProvidedContext {
    /** The URL where `startStack` requests a vendor and a login endpoint. */
    stacksUrl: string
    /** The settings of the model-based test, see `stacks.setup.ts`. */
    model: { count: number; length: number; seed: number; path: string; shrinkFor: number }
  }
}

/** A link in the ledger, with the times of its navigations. */
export type StackLink = LedgerLink & { navigatedAt: number[] }

/** Starts a vendor and a login endpoint for one test, in Node, each on its own origin. */
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
    /** All links in the ledger. */
    links: () => ask<StackLink[]>(`${id}/links`, 'GET'),
    /** Clears the ledger. Links keep working. */
    clearLedger: () => ask(`${id}/links`, 'DELETE'),
    /** Moves the clocks of the vendor and the endpoint forward. */
    advance: (ms: number) => ask(`${id}/clock`, 'PUT', ms),
    /** Whether a text contains a link's token, an access token or the client secret. */
    hasSecret: (text: string) => ask<boolean>(`${id}/secrets`, 'POST', text),
  }
}
