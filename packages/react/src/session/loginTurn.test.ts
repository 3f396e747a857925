import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { type EndTurn, takeTurn } from './loginTurn.js'

const tick = () => new Promise((resolve) => setImmediate(resolve))

/** Web Locks as in a browser: one holder for each name, and a request that is aborted rejects. */
function webLocks() {
  const lines = new Map<string, Promise<unknown>>()
  return {
    request: vi.fn((name: string, { signal }: { signal: AbortSignal }, run: () => Promise<unknown>) => {
      const turn = (lines.get(name) ?? Promise.resolve()).then(() => (signal.aborted ? undefined : run()))
      lines.set(name, turn)
      return new Promise((resolve, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason))
        turn.then(resolve, reject)
      })
    }),
  }
}

const refusing = { request: () => Promise.reject(new DOMException('opaque origin', 'SecurityError')) }

afterEach(() => {
  vi.unstubAllGlobals()
})

/** Logins that say how far they may go. */
function line() {
  const turns: string[] = []
  const ends: Record<string, EndTurn> = {}
  return {
    turns,
    join(name: string): void {
      ends[name] = takeTurn((turn) => turns.push(`${name} ${turn}`))
    },
    async leave(name: string): Promise<void> {
      ends[name]?.()
      await tick()
    },
  }
}

describe.each([
  ['with Web Locks', () => ({ locks: webLocks() })],
  ['without Web Locks', () => ({})],
  ['where Web Locks are refused', () => ({ locks: refusing })],
  ['without a navigator', () => undefined],
])('turns %s', (_, navigator) => {
  it('come one after the other, and never at once', async () => {
    vi.stubGlobal('navigator', navigator())
    const { turns, join, leave } = line()
    join('first')
    join('second')
    expect(turns).toEqual([])
    await tick()
    expect(turns).toEqual(['first asks', 'first opens'])
    await leave('first')
    expect(turns.slice(2)).toEqual(['second asks', 'second opens'])
    await leave('second')
  })

  it('are waited for by those who come after a former one has ended', async () => {
    vi.stubGlobal('navigator', navigator())
    const { turns, join, leave } = line()
    join('first')
    join('second')
    await leave('first')
    join('third')
    await tick()
    expect(turns).not.toContain('third asks')
    await leave('second')
    expect(turns).toContain('third opens')
    await leave('third')
  })

  it('pass over those who left the line', async () => {
    vi.stubGlobal('navigator', navigator())
    const { turns, join, leave } = line()
    join('first')
    join('left')
    join('third')
    await leave('left')
    await leave('first')
    expect(turns).toEqual(['first asks', 'first opens', 'third asks', 'third opens'])
    await leave('third')
  })
})

describe('a login of another tab', () => {
  /** Takes the lock, as another tab would. */
  function otherTab(locks: ReturnType<typeof webLocks>) {
    const tab = { opens: false, end: () => {} }
    const run = () => {
      tab.opens = true
      return new Promise<void>((end) => {
        tab.end = end
      })
    }
    void locks.request('conversation-frame 1', new AbortController(), run)
    return tab
  }

  it('is waited for before a link is opened, and not before it is asked for', async () => {
    const locks = webLocks()
    vi.stubGlobal('navigator', { locks })
    const other = otherTab(locks)
    const { turns, join, leave } = line()
    join('here')
    await tick()
    expect(turns).toEqual(['here asks'])
    other.end()
    await tick()
    expect(turns).toEqual(['here asks', 'here opens'])
    await leave('here')
  })

  it('waits until the one of this tab has ended', async () => {
    const locks = webLocks()
    vi.stubGlobal('navigator', { locks })
    const { join, leave } = line()
    join('here')
    await tick()
    const other = otherTab(locks)
    await tick()
    expect(other.opens).toBe(false)
    await leave('here')
    expect(other.opens).toBe(true)
    other.end()
  })

  it('that is waited for no more tells nothing, and leaves no lock behind', async () => {
    const locks = webLocks()
    vi.stubGlobal('navigator', { locks })
    const other = otherTab(locks)
    const { turns, join, leave } = line()
    join('left')
    join('next')
    await tick()
    await leave('left')
    other.end()
    await tick()
    expect(turns).toEqual(['left asks', 'next asks', 'next opens'])
    await leave('next')
  })
})

describe('a tab that stands still', () => {
  function standing() {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    onTestFinished(() => void vi.useRealTimers())
    const locks = webLocks()
    vi.stubGlobal('navigator', { locks })
    void locks.request('conversation-frame 1', new AbortController(), () => new Promise(() => {}))
    return locks
  }

  it('is waited for 90 seconds, and no longer', async () => {
    standing()
    const { turns, join, leave } = line()
    join('here')
    await tick()
    vi.advanceTimersByTime(89_999)
    await tick()
    expect(turns).toEqual(['here asks'])
    vi.advanceTimersByTime(1)
    await tick()
    expect(turns).toEqual(['here asks', 'here opens'])
    await leave('here')
    expect(vi.getTimerCount()).toBe(0)
  })

  it('is passed by one tab at a time', async () => {
    const locks = standing()
    let end = () => {}
    const { turns, join, leave } = line()
    join('here')
    await tick()
    // Another tab has lost its patience before.
    void locks.request('conversation-frame 2', new AbortController(), () => new Promise<void>((done) => (end = done)))
    vi.advanceTimersByTime(90_000)
    await tick()
    expect(turns).toEqual(['here asks'])
    end()
    await tick()
    expect(turns).toEqual(['here asks', 'here opens'])
    await leave('here')
    expect(vi.getTimerCount()).toBe(0)
  })
})

it('does not block others if opening fails', async () => {
  vi.stubGlobal('navigator', { locks: webLocks() })
  const end = takeTurn((turn) => {
    if (turn === 'opens') throw new Error('a bug')
  })
  const { turns, join, leave } = line()
  join('next')
  await tick()
  end()
  await tick()
  expect(turns).toEqual(['next asks', 'next opens'])
  await leave('next')
})

it('opens nothing once it has left, even in the moment in which it may ask', async () => {
  vi.stubGlobal('navigator', {})
  const turns: string[] = []
  const end = takeTurn((turn) => {
    turns.push(turn)
    end()
  })
  await tick()
  expect(turns).toEqual(['asks'])
})
