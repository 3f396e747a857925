import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { withTimeLimit } from './withTimeLimit.js'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const hang = () => new Promise<never>(() => {})

it('settles like the work and leaves no timer and no listener behind', async () => {
  const failure = new Error('closed')
  const { signal } = new AbortController()
  const added = vi.spyOn(signal, 'addEventListener')
  const removed = vi.spyOn(signal, 'removeEventListener')
  const limit = { timeoutMs: 1_000, signal }
  expect(await withTimeLimit(() => 7, limit)).toBe(7)
  await expect(withTimeLimit(() => Promise.reject(failure), limit)).rejects.toBe(failure)
  const thrown = withTimeLimit(() => {
    throw failure
  }, limit)
  await expect(thrown).rejects.toBe(failure)
  expect(vi.getTimerCount()).toBe(0)
  expect(removed.mock.calls.map(([, listener]) => listener)).toEqual(added.mock.calls.map(([, listener]) => listener))
})

it('rejects when the time is up', async () => {
  const outcome = withTimeLimit(hang, { timeoutMs: 1_000 }).catch((error: Error) => error.message)
  await vi.advanceTimersByTimeAsync(1_000)
  expect(await outcome).toBe('No answer within 1000 ms')
})

it('rejects with the error of the caller and stops the work with it', async () => {
  const late = new Error('late')
  const onStop = vi.fn()
  const outcome = withTimeLimit(hang, { timeoutMs: 1_000, timeoutError: () => late, onStop }).catch((error) => error)
  await vi.advanceTimersByTimeAsync(999)
  expect(onStop).not.toHaveBeenCalled()
  await vi.advanceTimersByTimeAsync(1)
  expect(await outcome).toBe(late)
  expect(onStop).toHaveBeenCalledExactlyOnceWith(late)
})

it('rejects with the reason of the signal and clears the timer', async () => {
  const controller = new AbortController()
  const onStop = vi.fn()
  const outcome = withTimeLimit(hang, { timeoutMs: 1_000, signal: controller.signal, onStop })
  controller.abort('gone')
  await expect(outcome).rejects.toBe('gone')
  expect(onStop).toHaveBeenCalledExactlyOnceWith('gone')
  expect(vi.getTimerCount()).toBe(0)
})

it('does not start the work after an abort', async () => {
  const work = vi.fn()
  await expect(withTimeLimit(work, { signal: AbortSignal.abort('gone') })).rejects.toBe('gone')
  expect(work).not.toHaveBeenCalled()
})

it('drops the outcome of work that ends after the limit', async () => {
  let fail: (error: Error) => void = () => {}
  const work = () =>
    new Promise<never>((_, reject) => {
      fail = reject
    })
  const outcome = withTimeLimit(work, { timeoutMs: 1_000 }).catch((error: Error) => error.message)
  await vi.advanceTimersByTimeAsync(1_000)
  fail(new Error('too late'))
  expect(await outcome).toBe('No answer within 1000 ms')
})
