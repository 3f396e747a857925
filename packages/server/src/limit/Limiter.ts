/**
 * Counts attempts: any [rate-limiter-flexible](https://github.com/animir/node-rate-limiter-flexible) instance.
 *
 * `consume` is called once for each request that `authorize` permits, before the call to the vendor: an attempt costs its point even
 * if the vendor then refuses the link. The key is the `userId` that `authorize` returned.
 *
 * `consume` resolves while a user is within the limit. It rejects with `{ msBeforeNext }` when the limit is exceeded (a union of
 * limiters rejects with an object of those), and with an `Error` when the limiter itself failed.
 */
export interface Limiter {
  consume(key: string): Promise<unknown>
}

/** A user who is blocked for ever gets one day as the time to wait: `Retry-After` has no value for "never". */
const longestMs = 86_400_000

/** Milliseconds until the limit allows more, or `undefined` if the rejection means that the limiter failed. */
export function msBeforeNext(rejection: unknown): number | undefined {
  if (rejection instanceof Error || typeof rejection !== 'object' || rejection === null) return undefined
  const answers = 'msBeforeNext' in rejection ? [rejection] : Object.values(rejection)
  const waits = answers.map((answer) => Number(answer?.msBeforeNext)).filter((wait) => !Number.isNaN(wait))
  return waits.length === 0 ? undefined : Math.min(Math.max(0, ...waits), longestMs)
}
