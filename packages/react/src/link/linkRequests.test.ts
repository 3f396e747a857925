import { onlineManager } from '@tanstack/react-query'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { PoolKey } from './linkRequests.js'

const origin = 'https://online.99digital.co.il'
const { signal } = new AbortController()
const key: PoolKey = ['u1', 'endpoint', 'target']
let minted = 0
let { dropPrefetched, linkForOne, prefetchLink } = await import('./linkRequests.js')
let { createLoginLink } = await import('./LoginLink.js')
let { now } = await import('../now.js')

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date', 'performance', 'setTimeout', 'clearTimeout'] })
  // A page of its own for each test: the pool and the links that were opened are the page's.
  vi.resetModules()
  ;({ dropPrefetched, linkForOne, prefetchLink } = await import('./linkRequests.js'))
  ;({ createLoginLink } = await import('./LoginLink.js'))
  ;({ now } = await import('../now.js'))
  minted = 0
})

afterEach(() => {
  vi.useRealTimers()
})

async function mint() {
  minted += 1
  return createLoginLink(`${origin}/${minted}`, `digest-${minted}`, {
    origin,
    opensUntil: now() + 270_000,
    conversationId: 165,
  })
}

async function taken() {
  return (await linkForOne(key, mint, signal)).take()
}

it('mints a link for each caller', async () => {
  expect([await taken(), await taken()]).toEqual([`${origin}/1`, `${origin}/2`])
})

it('mints for callers of the same moment one each', async () => {
  expect(new Set(await Promise.all([taken(), taken(), taken()])).size).toBe(3)
})

it('gives the prefetched link to the first that asks, and to no other', async () => {
  await prefetchLink(key, mint)
  await prefetchLink(key, mint)
  expect(minted).toBe(1)
  expect([await taken(), await taken()]).toEqual([`${origin}/1`, `${origin}/2`])
})

it('asks by itself when the prefetch that it waits for is dropped', async () => {
  const prefetch = prefetchLink(key, () => new Promise(() => {}))
  const asked = taken()
  dropPrefetched('u1')
  await prefetch
  expect(await asked).toBe(`${origin}/1`)
})

it('waits for a prefetch that is under way, and gives its link to one of two', async () => {
  const prefetch = prefetchLink(key, mint)
  const both = await Promise.all([taken(), taken()])
  await prefetch
  expect(both.toSorted()).toEqual([`${origin}/1`, `${origin}/2`])
  expect(minted).toBe(2)
})

it('throws a prefetched link away that waited too long', async () => {
  await prefetchLink(key, mint)
  vi.advanceTimersByTime(270_000)
  expect(await taken()).toBe(`${origin}/2`)
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
  for (const other of others) expect((await linkForOne(other, mint, signal)).take()).not.toBe(`${origin}/1`)
  expect(await taken()).toBe(`${origin}/1`)
})

it('forgets the prefetches of a user who is gone, and no other’s', async () => {
  const other: PoolKey = ['u2', 'endpoint', key[2]]
  await prefetchLink(key, mint)
  await prefetchLink(other, mint)
  dropPrefetched('u1')
  expect(await taken()).toBe(`${origin}/3`)
  expect((await linkForOne(other, mint, signal)).take()).toBe(`${origin}/2`)
})

it.each(['own', '1', ''])('does not end what a frame asks for itself when a user called "%s" leaves', async (user) => {
  let answer = () => {}
  const asked = new Promise<void>((resolve) => {
    answer = resolve
  })
  const link = linkForOne(key, () => asked.then(mint), signal)
  await Promise.resolve()
  dropPrefetched(user)
  answer()
  expect((await link).take()).toBe(`${origin}/1`)
})

it('shares the failure of a prefetch that is under way, and asks anew after it', async () => {
  const fail = async () => {
    await new Promise((resolve) => setTimeout(resolve, 100))
    throw new Error('no link')
  }
  const prefetch = prefetchLink(key, fail)
  const waiting = expect(linkForOne(key, mint, signal)).rejects.toThrow('no link')
  await vi.advanceTimersByTimeAsync(100)
  await Promise.all([prefetch, waiting])
  expect(minted).toBe(0)
  expect(await taken()).toBe(`${origin}/1`)
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

it('fails once, without asking again by itself', async () => {
  const fail = vi.fn(() => Promise.reject(new Error('no link')))
  await expect(linkForOne(key, fail, signal)).rejects.toThrow('no link')
  await vi.advanceTimersByTimeAsync(120_000)
  expect(fail).toHaveBeenCalledTimes(1)
})

it('asks, and prefetches, though the query library believes to be offline', async () => {
  onlineManager.setOnline(false)
  try {
    await prefetchLink(key, mint)
    expect([await taken(), await taken()]).toEqual([`${origin}/1`, `${origin}/2`])
  } finally {
    onlineManager.setOnline(true)
  }
})

it('hands the caller’s own signal to the request', async () => {
  const abort = new AbortController()
  const heard = vi.fn(mint)
  await linkForOne(key, heard, abort.signal)
  expect(heard).toHaveBeenCalledWith(abort.signal)
})
