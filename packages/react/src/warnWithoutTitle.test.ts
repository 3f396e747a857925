import { afterEach, expect, it, vi } from 'vitest'

afterEach(() => {
  vi.unstubAllEnvs()
  vi.restoreAllMocks()
})

it('warns once of a frame without a title, in development', async () => {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => {})
  const { warnWithoutTitle } = await import('./warnWithoutTitle.js')
  warnWithoutTitle('Dana')
  expect(warn).not.toHaveBeenCalled()
  vi.stubEnv('NODE_ENV', 'production')
  warnWithoutTitle(undefined)
  expect(warn).not.toHaveBeenCalled()
  vi.unstubAllEnvs()
  warnWithoutTitle(undefined)
  warnWithoutTitle(undefined)
  expect(warn).toHaveBeenCalledExactlyOnceWith(expect.stringContaining('has no title'))
})
