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
