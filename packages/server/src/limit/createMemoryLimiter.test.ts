import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createMemoryLimiter } from './createMemoryLimiter.js'

beforeEach(() => {
  vi.useFakeTimers({ now: 0, toFake: ['Date'] })
})
afterEach(() => {
  vi.useRealTimers()
})

it('allows as many attempts as it has points, in each window', async () => {
  const limiter = createMemoryLimiter({ points: 2, duration: 10 })
  await limiter.consume('a')
  vi.setSystemTime(9_000)
  await limiter.consume('a')
  await expect(limiter.consume('a')).rejects.toEqual({ msBeforeNext: 1_000 })
  vi.setSystemTime(10_000)
  await limiter.consume('a')
})

it('keeps a bounded number of keys, so that invented ones cannot fill the memory', async () => {
  const limiter = createMemoryLimiter({ points: 1 })
  for (let user = 0; user <= 10_000; user += 1) await limiter.consume(`u${user}`)
  await expect(limiter.consume('u10000')).rejects.toBeDefined()
  await limiter.consume('u0')
})

it('allows 30 attempts a minute by default', async () => {
  const limiter = createMemoryLimiter()
  for (let link = 0; link < 30; link += 1) await limiter.consume('a')
  await expect(limiter.consume('a')).rejects.toEqual({ msBeforeNext: 60_000 })
  vi.setSystemTime(60_000)
  await limiter.consume('a')
})

it('drops windows that have ended first, and no others while there is room', async () => {
  const limiter = createMemoryLimiter({ points: 1, duration: 10 })
  await limiter.consume('early')
  vi.setSystemTime(5_000)
  for (let user = 0; user < 9_999; user += 1) await limiter.consume(`u${user}`)
  vi.setSystemTime(10_000)
  await limiter.consume('late')
  await expect(limiter.consume('u0')).rejects.toEqual({ msBeforeNext: 5_000 })
})

it('keeps windows without points left through a flood of other keys', async () => {
  const limiter = createMemoryLimiter({ points: 3 })
  for (let attempt = 0; attempt < 3; attempt += 1) await limiter.consume('hasty')
  for (let attempt = 0; attempt < 2; attempt += 1) await limiter.consume('busy')
  for (let user = 0; user < 30_000; user += 1) await limiter.consume(`u${user}`)
  await expect(limiter.consume('hasty')).rejects.toEqual({ msBeforeNext: 60_000 })
  await limiter.consume('busy')
  await expect(limiter.consume('busy')).rejects.toBeDefined()
})

it('drops the oldest of the windows with the same use', async () => {
  const limiter = createMemoryLimiter({ points: 1 })
  await limiter.consume('early')
  vi.setSystemTime(1)
  for (let user = 0; user < 9_999; user += 1) await limiter.consume(`u${user}`)
  await limiter.consume('late')
  await limiter.consume('early')
  await expect(limiter.consume('u9998')).rejects.toBeDefined()
  await expect(limiter.consume('late')).rejects.toBeDefined()
})

it('takes little time for each of many keys', async () => {
  const limiter = createMemoryLimiter()
  const before = process.cpuUsage()
  for (let user = 0; user < 60_000; user += 1) await limiter.consume(`u${user}`)
  const { user, system } = process.cpuUsage(before)
  // Microseconds of CPU time. Looking at all windows for each new key took five seconds.
  expect(user + system).toBeLessThan(2_000_000)
})
