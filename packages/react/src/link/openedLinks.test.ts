import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

const hourMs = 3_600_000
let { recordOpening, wasOpened } = await import('./openedLinks.js')
let storage: Map<string, string>

/** The part of a browser's storage that is used. */
function stubStorage(changes: Partial<Storage> = {}) {
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => storage.get(key) ?? null,
    setItem: (key: string, value: string) => void storage.set(key, value),
    ...changes,
  })
}

/** Another page load, or another tab: nothing is remembered but the storage. */
async function loadPage() {
  vi.resetModules()
  ;({ recordOpening, wasOpened } = await import('./openedLinks.js'))
}

const stored = () => [...storage.values()].join()
const entries = () => stored().split(' ')

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2026, 0, 1) })
  storage = new Map()
  stubStorage()
  await loadPage()
})

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

it('records a link once', () => {
  expect(wasOpened('a')).toBe(false)
  expect([recordOpening('a'), recordOpening('a'), recordOpening('b')]).toEqual([true, false, true])
  expect(wasOpened('a')).toBe(true)
})

it('tells digests apart of which one is a part of the other', () => {
  recordOpening('123')
  expect([wasOpened('23'), wasOpened('1'), wasOpened('1234')]).toEqual([false, false, false])
})

it('knows on the next page load, and in another tab', async () => {
  recordOpening('a')
  await loadPage()
  expect(recordOpening('a')).toBe(false)
})

it('knows what another tab recorded since', async () => {
  const here = { recordOpening, wasOpened }
  expect(here.wasOpened('a')).toBe(false)
  await loadPage()
  recordOpening('a')
  expect(here.recordOpening('a')).toBe(false)
  here.recordOpening('b')
  expect(wasOpened('b')).toBe(true)
})

it('forgets after an hour', async () => {
  recordOpening('a')
  vi.advanceTimersByTime(hourMs - 1)
  expect(wasOpened('a')).toBe(true)
  vi.advanceTimersByTime(1)
  expect(wasOpened('a')).toBe(false)
  await loadPage()
  expect(wasOpened('a')).toBe(false)
})

it('forgets what was recorded by a clock that was hours ahead', async () => {
  vi.advanceTimersByTime(2 * hourMs)
  for (let i = 0; i < 64; i++) recordOpening(`ahead${i}`)
  vi.setSystemTime(Date.UTC(2026, 0, 1))
  recordOpening('a')
  await loadPage()
  expect(wasOpened('a')).toBe(true)
})

it('keeps the newest 64', async () => {
  for (let i = 0; i < 70; i++) {
    recordOpening(`d${i}`)
    vi.advanceTimersByTime(1)
  }
  expect(entries()).toHaveLength(64)
  for (const load of [async () => {}, loadPage]) {
    await load()
    expect([wasOpened('d5'), wasOpened('d6'), wasOpened('d69')]).toEqual([false, true, true])
  }
})

it('keeps digests and times, and nothing else', () => {
  recordOpening('a+/=')
  vi.advanceTimersByTime(5)
  recordOpening('b')
  const start = Date.UTC(2026, 0, 1)
  expect(stored()).toBe(`${start}:a+/= ${start + 5}:b`)
})

describe('a storage', () => {
  const fail = () => {
    throw new DOMException('for this test', 'SecurityError')
  }

  it.each<[string, () => void]>([
    ['throws when it is read', () => stubStorage({ getItem: fail })],
    ['throws when it is written, as a full one', () => stubStorage({ setItem: fail })],
    ['throws for both', () => stubStorage({ getItem: fail, setItem: fail })],
    ['is not there', () => vi.stubGlobal('localStorage', undefined)],
    ['is null, as in some web views', () => vi.stubGlobal('localStorage', null)],
    ['forgets', () => stubStorage({ getItem: () => null })],
  ])('that %s leaves the page with what it knows itself', (_, stub) => {
    stub()
    expect([recordOpening('a'), recordOpening('a'), wasOpened('a')]).toEqual([true, false, true])
  })

  it('that throws at the mere mention leaves the page with what it knows itself', () => {
    vi.stubGlobal('localStorage', undefined)
    Object.defineProperty(globalThis, 'localStorage', { configurable: true, get: fail })
    expect([recordOpening('a'), recordOpening('a')]).toEqual([true, false])
  })

  it('that the host clears leaves the page with what it knows itself', () => {
    recordOpening('a')
    storage.clear()
    expect(recordOpening('a')).toBe(false)
    recordOpening('b')
    expect(entries()).toHaveLength(2)
  })

  it.each([
    '',
    'undefined',
    '[object Object]',
    '{"a":1}',
    '[["a",1]]',
    ': : :',
    'NaN:a',
    '\0 \n',
    '1:old 2:older',
    'x'.repeat(1e6),
  ])('that has something else in it is written over: %.20j', async (junk) => {
    recordOpening('first')
    for (const key of storage.keys()) storage.set(key, junk)
    await loadPage()
    expect([wasOpened('a'), recordOpening('a'), recordOpening('a')]).toEqual([false, true, false])
    expect(entries()).toEqual([`${Date.now()}:a`])
  })
})
