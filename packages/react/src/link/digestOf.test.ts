import { createHash, randomBytes } from 'node:crypto'
import { afterEach, expect, it, vi } from 'vitest'
import { digestOf } from './digestOf.js'

const link = (token: string) =>
  `https://online.99digital.co.il/app/login?email=maya%40example.com&sso_auth_token=${token}`
const someLink = link('a1'.repeat(32))

afterEach(() => {
  vi.unstubAllGlobals()
})

/** As browsers do on plain http. */
function withoutSubtle() {
  vi.stubGlobal('crypto', { getRandomValues: crypto.getRandomValues.bind(crypto) })
}

it('is the SHA-256 of the text', async () => {
  expect(await digestOf(someLink)).toBe(createHash('sha256').update(someLink).digest('base64'))
})

it.each([
  ['there is no crypto.subtle', () => withoutSubtle()],
  ['there is no crypto', () => vi.stubGlobal('crypto', undefined)],
  ['there is no TextEncoder, as in some imitations of a browser', () => vi.stubGlobal('TextEncoder', undefined)],
  ['it rejects', () => vi.stubGlobal('crypto', { subtle: { digest: () => Promise.reject(new Error('no')) } })],
])('is a number of at most 53 bits where %s', async (_, stub) => {
  stub()
  const digest = await digestOf(someLink)
  expect(digest).toMatch(/^\d+$/)
  expect(Number.isSafeInteger(Number(digest))).toBe(true)
  expect(await digestOf(someLink)).toBe(digest)
})

it('differs between links that differ in one digit, without crypto.subtle too', async () => {
  withoutSubtle()
  const digests = new Set<string>()
  for (let at = 0; at < 64; at++) {
    for (const digit of '0123456789abcdef')
      digests.add(await digestOf(link(`${'5'.repeat(at)}${digit}${'5'.repeat(63 - at)}`)))
  }
  // The token of fives is there 64 times.
  expect(digests.size).toBe(64 * 15 + 1)
})

it('differs between 20,000 random links, without crypto.subtle too', { timeout: 60_000 }, async () => {
  withoutSubtle()
  const digests = new Set<string>()
  for (let i = 0; i < 20_000; i++) digests.add(await digestOf(link(randomBytes(32).toString('hex'))))
  expect(digests.size).toBe(20_000)
})

it('uses all 53 bits, each in half of all links', async () => {
  withoutSubtle()
  const ones = Array<number>(53).fill(0)
  for (let i = 0; i < 4_000; i++) {
    const bits = BigInt(await digestOf(link(`${i}`.padStart(64, '0'))))
    for (const bit of ones.keys()) ones[bit] = (ones[bit] ?? 0) + Number((bits >> BigInt(bit)) & 1n)
  }
  // Five standard deviations of 4,000 throws of a coin.
  for (const count of ones) expect(Math.abs(count - 2_000)).toBeLessThan(160)
})

it.each([true, false])('has no part of the link in it (crypto.subtle: %s)', async (subtle) => {
  if (!subtle) withoutSubtle()
  const token = randomBytes(32).toString('hex')
  const digest = await digestOf(link(token))
  expect(digest).not.toMatch(/maya|sso_auth_token|99digital|[0-9a-f]{20}/)
  expect(token).not.toContain(digest.slice(0, 12))
})
