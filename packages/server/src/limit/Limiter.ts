/**
 * Counts attempts: any [rate-limiter-flexible](https://github.com/animir/node-rate-limiter-flexible) instance will do.
 *
 * `consume` is called once for each request that `authorize` lets through, before the vendor is asked; a link that the vendor
 * then refuses has still cost its point. The key is the `userId` that `authorize` returned, as it is.
 *
 * `consume` resolves while a user is within the limit, rejects with `{ msBeforeNext }` when not (a union of limiters with an
 * object of those), and with an `Error` when the limiter itself failed.
 */
export interface Limiter {
  consume(key: string): Promise<unknown>
}

/** Who is blocked for ever is told to come back tomorrow: a time for ever is no time. */
const longest = 86_400_000

/** Milliseconds until the limit allows more, when that is what a limiter's rejection says. */
export function msBeforeNext(rejection: unknown): number | undefined {
  if (rejection instanceof Error || typeof rejection !== 'object' || rejection === null) return undefined
  const answers = 'msBeforeNext' in rejection ? [rejection] : Object.values(rejection)
  const waits = answers.map((answer) => Number(answer?.msBeforeNext)).filter((wait) => !Number.isNaN(wait))
  return waits.length === 0 ? undefined : Math.min(Math.max(0, ...waits), longest)
}
