import { LoginError } from '../LoginError.js'
import { withinTime } from '../withinTime.js'
import { createMemoryLimiter } from './createMemoryLimiter.js'
import { type Limiter, msBeforeNext } from './Limiter.js'

export interface LinkLimitOptions {
  limiter?: Limiter | false
  limiterFallback?: 'memory' | 'refuse'
}

/** Counts an attempt against a user. @throws LoginError `rate_limited`, or `unavailable` when nobody can count. */
export type LinkLimit = (userId: string, onFailure: (error: unknown) => void) => Promise<void>

/** A limiter that has not answered by then is treated as down. */
const patience = 1_000
/** Seconds for which a limiter that failed is not asked again: waiting for it would slow every request down. */
const restsFor = 5

/** Makes the limit, with what happens when the host's limiter is down. */
export function createLinkLimit({ limiter, limiterFallback = 'memory' }: LinkLimitOptions): LinkLimit {
  if (limiter === false) return async () => {}
  if (limiter !== undefined && typeof limiter.consume !== 'function') {
    throw new LoginError('misconfigured', 'limiter needs a consume method, as those of rate-limiter-flexible have')
  }
  if (limiterFallback !== 'memory' && limiterFallback !== 'refuse') {
    throw new LoginError('misconfigured', "limiterFallback must be 'memory' or 'refuse'")
  }
  const own = createMemoryLimiter()
  let restsUntil = 0

  async function count(userId: string): Promise<void> {
    await own.consume(userId).catch((over) => {
      throw rateLimited(msBeforeNext(over) ?? patience)
    })
  }

  async function withoutLimiter(userId: string): Promise<void> {
    if (limiterFallback === 'refuse') throw down()
    await count(userId)
  }

  return async function limit(userId, onFailure) {
    if (!limiter) return count(userId)
    if (Date.now() < restsUntil) return withoutLimiter(userId)
    try {
      await withinTime(patience, () => limiter.consume(userId))
    } catch (rejection) {
      const wait = msBeforeNext(rejection)
      if (wait !== undefined) throw rateLimited(wait)
      restsUntil = Date.now() + restsFor * 1_000
      onFailure(rejection)
      await withoutLimiter(userId)
    }
  }
}

function rateLimited(milliseconds: number): LoginError {
  const retryAfterSeconds = Math.max(1, Math.ceil(milliseconds / 1_000))
  return new LoginError('rate_limited', `The user asked for too many links: wait ${retryAfterSeconds} s`, {
    retryAfterSeconds,
  })
}

function down(): LoginError {
  const message = 'The limiter is down, and limiterFallback is "refuse". Mend the limiter'
  return new LoginError('unavailable', message, { retryAfterSeconds: restsFor })
}
