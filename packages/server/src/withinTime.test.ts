import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { withinTime } from './withinTime.js'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

it('hands the outcome on, and leaves no timer behind', async () => {
  const failure = new Error('closed')
  expect(await withinTime(1_000, () => 7)).toBe(7)
  await expect(withinTime(1_000, () => Promise.reject(failure))).rejects.toBe(failure)
  const thrown = withinTime(1_000, () => {
    throw failure
  })
  await expect(thrown).rejects.toBe(failure)
  expect(vi.getTimerCount()).toBe(0)
})

it('does not wait longer than it was told', async () => {
  const outcome = withinTime(1_000, () => new Promise(() => {})).catch((error: Error) => error.message)
  await vi.advanceTimersByTimeAsync(1_000)
  expect(await outcome).toBe('no answer within 1000 ms')
})
