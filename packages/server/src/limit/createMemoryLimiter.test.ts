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

it('keeps the windows that are used up while many other keys come', async () => {
  const limiter = createMemoryLimiter({ points: 3, now: () => 0 })
  for (let attempt = 0; attempt < 3; attempt += 1) await limiter.consume('hasty')
  for (let attempt = 0; attempt < 2; attempt += 1) await limiter.consume('busy')
  for (let user = 0; user < 30_000; user += 1) await limiter.consume(`u${user}`)
  await expect(limiter.consume('hasty')).rejects.toEqual({ msBeforeNext: 60_000 })
  await limiter.consume('busy')
  await expect(limiter.consume('busy')).rejects.toBeDefined()
})

it('drops the oldest of those that are used alike', async () => {
  let time = 0
  const limiter = createMemoryLimiter({ points: 1, now: () => time })
  await limiter.consume('early')
  time = 1
  for (let user = 0; user < 9_999; user += 1) await limiter.consume(`u${user}`)
  await limiter.consume('late')
  await limiter.consume('early')
  await expect(limiter.consume('u9998')).rejects.toBeDefined()
  await expect(limiter.consume('late')).rejects.toBeDefined()
})

it('takes little time for each of many keys', async () => {
  const limiter = createMemoryLimiter({ now: () => 0 })
  const before = process.cpuUsage()
  for (let user = 0; user < 60_000; user += 1) await limiter.consume(`u${user}`)
  const { user, system } = process.cpuUsage(before)
  // Microseconds of work: to look at all windows for each new key took five seconds.
  expect(user + system).toBeLessThan(2_000_000)
})
