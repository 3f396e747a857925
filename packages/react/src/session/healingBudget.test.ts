import { beforeEach, expect, it, vi } from 'vitest'
import { now } from '../now.js'
import { healingBudget } from './healingBudget.js'

beforeEach(() => {
  vi.useFakeTimers()
  return () => vi.useRealTimers()
})

it('is unspent when a page is opened', async () => {
  vi.resetModules()
  expect((await import('./healingBudget.js')).healingBudget.spent).toEqual([])
})

it('records when the page asked automatically, on the clock that counts sleep', () => {
  const before = healingBudget.spent.length
  healingBudget.spend()
  vi.advanceTimersByTime(1_000)
  healingBudget.spend()
  expect(healingBudget.spent).toHaveLength(before + 2)
  expect(healingBudget.spent.at(-1)).toBe(now())
  expect(Number(healingBudget.spent.at(-1)) - Number(healingBudget.spent.at(-2))).toBe(1_000)
})

it('remembers a hundred, the last ones', () => {
  const last: number[] = []
  for (let i = 0; i < 150; i++) {
    vi.advanceTimersByTime(1)
    healingBudget.spend()
    last.push(now())
  }
  expect(healingBudget.spent).toEqual(last.slice(-100))
})
