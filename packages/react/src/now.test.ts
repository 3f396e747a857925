import { expect, it, vi } from 'vitest'
import { now } from './now.js'

it.each([
  ['runs with both clocks', 5_000, 5_000, 5_000],
  ['counts sleep, in which performance.now stands still', 600_000, 0, 600_000],
  ['goes on when the time is set back', -3_600_000, 5_000, 5_000],
  ['never goes back', -3_600_000, -5_000, 0],
])('%s', (_, wall, running, elapsed) => {
  const wallClock = vi.spyOn(Date, 'now').mockReturnValue(1_000_000)
  const runningClock = vi.spyOn(performance, 'now').mockReturnValue(2_000)
  now()
  const start = now()
  wallClock.mockReturnValue(1_000_000 + wall)
  runningClock.mockReturnValue(2_000 + running)
  expect(now() - start).toBe(elapsed)
  vi.restoreAllMocks()
})
