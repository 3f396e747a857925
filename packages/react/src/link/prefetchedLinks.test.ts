import { onlineManager } from '@tanstack/react-query'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { PoolKey } from '../frame/frameSettings.js'

const origin = 'https://online.99digital.co.il'
const { signal } = new AbortController()
const key: PoolKey = ['u1', 'endpoint', 'target']
let minted = 0
let { dropPrefetchedLinks, prefetchLink } = await import('./prefetchedLinks.js')
let { prefetchPool } = await import('./prefetchPool.js')
let { createSingleUseLink } = await import('./SingleUseLink.js')
let { now } = await import('../now.js')

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date', 'performance', 'setTimeout', 'clearTimeout'] })
  // A page of its own for each test: the pool and the links that were opened are the page's.
  vi.resetModules()
  ;({ dropPrefetchedLinks, prefetchLink } = await import('./prefetchedLinks.js'))
  ;({ prefetchPool } = await import('./prefetchPool.js'))
  ;({ createSingleUseLink } = await import('./SingleUseLink.js'))
  ;({ now } = await import('../now.js'))
  minted = 0
})

afterEach(() => {
  vi.useRealTimers()
})

async function mint() {
  minted += 1
  return createSingleUseLink(`${origin}/${minted}`, `digest-${minted}`, {
    origin,
    opensUntil: now() + 270_000,
    conversationId: 165,
  })
}

async function taken(from = key) {
  return (await prefetchPool.take?.(from, signal))?.take()
}

it('has no link where none was prefetched', async () => {
  expect(await taken()).toBeUndefined()
})

it('gives the link to the first caller, and to no other', async () => {
  await prefetchLink(key, mint)
  await prefetchLink(key, mint)
  expect(minted).toBe(1)
  expect([await taken(), await taken()]).toEqual([`${origin}/1`, undefined])
})

it('has no link when the prefetch that a caller waits for is dropped', async () => {
  const prefetch = prefetchLink(key, () => new Promise(() => {}))
  const waiting = taken()
  dropPrefetchedLinks('u1')
  await prefetch
  expect(await waiting).toBeUndefined()
})

it('waits for a prefetch in flight, and gives its link to one of two', async () => {
  const prefetch = prefetchLink(key, mint)
  const both = await Promise.all([taken(), taken()])
  await prefetch
  expect(both.filter(Boolean)).toEqual([`${origin}/1`])
  expect(minted).toBe(1)
})

it('drops a link that waited too long', async () => {
  await prefetchLink(key, mint)
  vi.advanceTimersByTime(270_000)
  expect(await taken()).toBeUndefined()
})

it('keeps a prefetched link to its last moment', async () => {
  await prefetchLink(key, mint)
  vi.advanceTimersByTime(269_999)
  await prefetchLink(key, mint)
  expect(await taken()).toBe(`${origin}/1`)
  expect(minted).toBe(1)
})

it('prefetches again when the link that waits is too old', async () => {
  await prefetchLink(key, mint)
  vi.advanceTimersByTime(270_000)
  await prefetchLink(key, mint)
  expect(minted).toBe(2)
  expect(await taken()).toBe(`${origin}/2`)
})

it('keeps the prefetches of users, endpoints and targets apart', async () => {
  const [user, endpoint, target] = key
  await prefetchLink(key, mint)
  const others: PoolKey[] = [
    ['u2', endpoint, target],
    [user, 'other', target],
    [user, endpoint, 'other'],
  ]
  for (const other of others) expect(await taken(other)).toBeUndefined()
  expect(await taken()).toBe(`${origin}/1`)
})

it('drops the links of one user, and no others', async () => {
  const other: PoolKey = ['u2', 'endpoint', key[2]]
  await prefetchLink(key, mint)
  await prefetchLink(other, mint)
  dropPrefetchedLinks('u1')
  expect(await taken()).toBeUndefined()
  expect(await taken(other)).toBe(`${origin}/2`)
})

it('leaves the link to others when the caller has given up', async () => {
  const prefetch = prefetchLink(key, mint)
  const gone = AbortSignal.abort(new Error('gone'))
  await expect(prefetchPool.take?.(key, gone)).rejects.toThrow('gone')
  await prefetch
  expect(await taken()).toBe(`${origin}/1`)
})

it('fails as the prefetch in flight does, and has no link after it', async () => {
  const fail = async () => {
    await new Promise((resolve) => setTimeout(resolve, 100))
    throw new Error('no link')
  }
  const prefetch = prefetchLink(key, fail)
  const waiting = expect(prefetchPool.take?.(key, signal)).rejects.toThrow('no link')
  await vi.advanceTimersByTimeAsync(100)
  await Promise.all([prefetch, waiting])
  expect(await taken()).toBeUndefined()
})

it('pauses prefetching after a failure, for half a minute', async () => {
  const fail = vi.fn(() => Promise.reject(new Error('no link')))
  await prefetchLink(key, fail)
  vi.advanceTimersByTime(29_999)
  await prefetchLink(key, fail)
  expect(fail).toHaveBeenCalledTimes(1)
  vi.advanceTimersByTime(1)
  await prefetchLink(key, fail)
  expect(fail).toHaveBeenCalledTimes(2)
})

it('fails once, without a retry', async () => {
  const fail = vi.fn(() => Promise.reject(new Error('no link')))
  await prefetchLink(key, fail)
  await vi.advanceTimersByTimeAsync(120_000)
  expect(fail).toHaveBeenCalledTimes(1)
})

it('prefetches even if the query library takes the browser for offline', async () => {
  onlineManager.setOnline(false)
  try {
    await prefetchLink(key, mint)
    expect(await taken()).toBe(`${origin}/1`)
  } finally {
    onlineManager.setOnline(true)
  }
})
