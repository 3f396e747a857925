import { describe, expect, it, vi } from 'vitest'
import { takeTurn } from './loginTurn.js'

const tick = () => new Promise((resolve) => setImmediate(resolve))

// Node has no Web Locks before version 24: what is tested is the line in the page.
describe.each([
  ['without Web Locks', undefined],
  [
    'where Web Locks are refused',
    { request: () => Promise.reject(new DOMException('opaque origin', 'SecurityError')) },
  ],
])('turns %s', (where, locks) => {
  it('come one after the other, and never at once', async () => {
    vi.stubGlobal('navigator', { locks })
    const started: string[] = []
    const endFirst = takeTurn(`1 ${where}`, () => started.push('first'))
    const endSecond = takeTurn(`1 ${where}`, () => started.push('second'))
    expect(started).toEqual([])
    await tick()
    expect(started).toEqual(['first'])
    endFirst()
    await tick()
    expect(started).toEqual(['first', 'second'])
    endSecond()
    vi.unstubAllGlobals()
  })

  it('are waited for by those who come after a former one has ended', async () => {
    vi.stubGlobal('navigator', { locks })
    const started: string[] = []
    const endFirst = takeTurn(`4 ${where}`, () => started.push('first'))
    takeTurn(`4 ${where}`, () => started.push('second'))
    await tick()
    endFirst()
    await tick()
    takeTurn(`4 ${where}`, () => started.push('third'))
    await tick()
    expect(started).toEqual(['first', 'second'])
    vi.unstubAllGlobals()
  })

  it('pass over those who left the line', async () => {
    vi.stubGlobal('navigator', { locks })
    const started: string[] = []
    const endFirst = takeTurn(`2 ${where}`, () => started.push('first'))
    const leave = takeTurn(`2 ${where}`, () => started.push('left'))
    takeTurn(`2 ${where}`, () => started.push('third'))
    await tick()
    leave()
    endFirst()
    await tick()
    expect(started).toEqual(['first', 'third'])
    vi.unstubAllGlobals()
  })

  it('of different vendors do not wait for each other', async () => {
    vi.stubGlobal('navigator', { locks })
    const started: string[] = []
    takeTurn(`a ${where}`, () => started.push('a'))
    takeTurn(`b ${where}`, () => started.push('b'))
    await tick()
    expect(started).toEqual(['a', 'b'])
    vi.unstubAllGlobals()
  })
})

describe('turns with Web Locks', () => {
  /** As a browser does it: one holder for each name, and whoever leaves the line rejects. */
  function webLocks() {
    const lines = new Map<string, Promise<unknown>>()
    const request = vi.fn((name: string, { signal }: { signal: AbortSignal }, run: () => Promise<unknown>) => {
      const turn = (lines.get(name) ?? Promise.resolve()).then(() => (signal.aborted ? undefined : run()))
      lines.set(name, turn)
      return new Promise((resolve, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason))
        turn.then(resolve, reject)
      })
    })
    vi.stubGlobal('navigator', { locks: { request } })
    return request
  }

  it('are held under a name of ours, and of the vendor', async () => {
    const request = webLocks()
    const started: string[] = []
    const end = takeTurn('vendor', () => started.push('first'))
    takeTurn('vendor', () => started.push('second'))
    takeTurn('other vendor', () => started.push('other'))
    await tick()
    expect(started).toEqual(['first', 'other'])
    expect(request.mock.calls.map(([name]) => name)).toEqual([
      'conversation-frame vendor',
      'conversation-frame vendor',
      'conversation-frame other vendor',
    ])
    end()
    await tick()
    expect(started).toEqual(['first', 'other', 'second'])
    vi.unstubAllGlobals()
  })

  it('are not lined up for again by those who left', async () => {
    webLocks()
    const started: string[] = []
    const end = takeTurn('left', () => started.push('first'))
    const leave = takeTurn('left', () => started.push('left'))
    leave()
    await tick()
    end()
    await tick()
    expect(started).toEqual(['first'])
    vi.unstubAllGlobals()
  })
})

it('need no navigator at all', async () => {
  vi.stubGlobal('navigator', undefined)
  const start = vi.fn()
  takeTurn('nowhere', start)
  await tick()
  expect(start).toHaveBeenCalledTimes(1)
  vi.unstubAllGlobals()
})
