import { LoginError } from '../LoginError.js'
import { withTimeLimit } from '../withTimeLimit.js'
import { createMemoryLimiter } from './createMemoryLimiter.js'
import { type Limiter, msBeforeNext } from './Limiter.js'

export interface LinkLimitOptions {
  limiter?: Limiter | false
  limiterFallback?: 'memory' | 'refuse'
}

/** Counts an attempt of a user. @throws LoginError `rate_limited`, or `unavailable` if the limiter is down */
export type LinkLimit = (userId: string, onFailure: (error: unknown) => void) => Promise<void>

/** A limiter that has not answered by then is treated as down. */
const limiterTimeoutMs = 1_000
/** A limiter that failed is not called for this long: waiting for it would slow down every request. */
const pauseSeconds = 5

/** Creates the limit, including the fallback for a limiter that is down. */
export function createLinkLimit({ limiter, limiterFallback = 'memory' }: LinkLimitOptions): LinkLimit {
  if (limiter === false) return async () => {}
  if (limiter !== undefined && typeof limiter.consume !== 'function') {
    throw new LoginError('misconfigured', 'limiter must have a consume method, as rate-limiter-flexible has')
  }
  if (limiterFallback !== 'memory' && limiterFallback !== 'refuse') {
    throw new LoginError('misconfigured', "limiterFallback must be 'memory' or 'refuse'")
  }
  const memoryLimiter = createMemoryLimiter()
  let pausedUntil = 0

  async function count(userId: string): Promise<void> {
    await memoryLimiter.consume(userId).catch((rejection) => {
      throw rateLimited(msBeforeNext(rejection) ?? 0)
    })
  }

  async function fallBack(userId: string): Promise<void> {
    if (limiterFallback === 'refuse') throw limiterDown()
    await count(userId)
  }

  if (!limiter) return count
  return async function limit(userId, onFailure) {
    if (Date.now() < pausedUntil) return fallBack(userId)
    try {
      await withTimeLimit(() => limiter.consume(userId), { timeoutMs: limiterTimeoutMs })
    } catch (rejection) {
      const waitMs = msBeforeNext(rejection)
      if (waitMs !== undefined) throw rateLimited(waitMs)
      pausedUntil = Date.now() + pauseSeconds * 1_000
      onFailure(rejection)
      await fallBack(userId)
    }
  }
}

function rateLimited(waitMs: number): LoginError {
  const retryAfterSeconds = Math.max(1, Math.ceil(waitMs / 1_000))
  const message = `The user requested too many links. Wait ${retryAfterSeconds} s`
  return new LoginError('rate_limited', message, { retryAfterSeconds })
}

function limiterDown(): LoginError {
  const message = 'The limiter is down, and limiterFallback is "refuse". Check the limiter and its store'
  return new LoginError('unavailable', message, { retryAfterSeconds: pauseSeconds })
}
