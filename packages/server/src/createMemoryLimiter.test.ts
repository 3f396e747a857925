import { expect, it } from 'vitest'
import { createMemoryLimiter } from './createMemoryLimiter.js'

it('lets as many through as it has points, in each window', async () => {
  let time = 0
  const limiter = createMemoryLimiter({ points: 2, duration: 10, now: () => time })
  await limiter.consume('a')
  time = 9_000
  await limiter.consume('a')
  await expect(limiter.consume('a')).rejects.toEqual({ msBeforeNext: 1_000 })
  time = 10_000
  await limiter.consume('a')
})

it('keeps a bounded number of users, so that made-up ones cannot fill the memory', async () => {
  const limiter = createMemoryLimiter({ points: 1, now: () => 0 })
  for (let user = 0; user <= 10_000; user += 1) await limiter.consume(`u${user}`)
  await expect(limiter.consume('u10000')).rejects.toBeDefined()
  await limiter.consume('u0')
})

it('lets 30 through in a minute, unless it is told otherwise', async () => {
  let time = 0
  const limiter = createMemoryLimiter({ now: () => time })
  for (let link = 0; link < 30; link += 1) await limiter.consume('a')
  await expect(limiter.consume('a')).rejects.toEqual({ msBeforeNext: 60_000 })
  time = 60_000
  await limiter.consume('a')
})

it('forgets those whose window has ended first, and nobody else while there is room', async () => {
  let time = 0
  const limiter = createMemoryLimiter({ points: 1, duration: 10, now: () => time })
  await limiter.consume('early')
  time = 5_000
  for (let user = 0; user < 9_999; user += 1) await limiter.consume(`u${user}`)
  time = 10_000
  await limiter.consume('late')
  await expect(limiter.consume('u0')).rejects.toEqual({ msBeforeNext: 5_000 })
})
