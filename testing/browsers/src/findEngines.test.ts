import { afterEach, expect, it, vi } from 'vitest'
import { findEngines, testedEngines } from './findEngines.js'

afterEach(() => {
  vi.unstubAllEnvs()
  vi.restoreAllMocks()
})

it('names what is missing and the package that provides it', () => {
  vi.stubEnv('PATH', '/nowhere')
  expect(findEngines().webkit).toMatchObject({ available: false, reason: expect.stringContaining('webkit2gtk-driver') })
  expect(findEngines().firefox).toMatchObject({ available: false, reason: expect.stringContaining('firefox-esr') })
})

it('skips a missing engine on a developer’s machine and says so', () => {
  vi.stubEnv('PATH', '/nowhere')
  vi.stubEnv('CI', '')
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined)
  expect(testedEngines(['chromium'])).toEqual([{ engine: 'chromium', skip: true }])
  expect(warn).toHaveBeenCalledWith(expect.stringContaining('Chromium is not on PATH'))
})

it('fails for a missing engine when CI is set', () => {
  vi.stubEnv('PATH', '/nowhere')
  vi.stubEnv('CI', 'true')
  expect(() => testedEngines()).toThrow('Chromium is not on PATH')
})
