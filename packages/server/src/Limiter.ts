/**
 * Counts links: any [rate-limiter-flexible](https://github.com/animir/node-rate-limiter-flexible) instance will do.
 *
 * `consume` resolves while a user is within the limit, rejects with `{ msBeforeNext }` when not, and with an `Error` when
 * the limiter itself failed.
 */
export interface Limiter {
  consume(key: string): Promise<unknown>
}

/** Milliseconds until the limit allows more, when that is what a limiter's rejection says. */
export function msBeforeNext(rejection: unknown): number | undefined {
  if (rejection instanceof Error || typeof rejection !== 'object' || rejection === null) return undefined
  if (!('msBeforeNext' in rejection) || typeof rejection.msBeforeNext !== 'number') return undefined
  return Math.max(0, rejection.msBeforeNext)
}
