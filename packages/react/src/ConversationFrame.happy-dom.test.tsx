// @vitest-environment happy-dom
import nodeConsole from 'node:console'
import { beforeEach, vi } from 'vitest'
import { describeUserTest } from '../testing/describeUserTest.js'

// "Iframe page loading is disabled", and a sandbox flag that happy-dom does not know, once for each frame: they go to the
// console that Node began with, not to the one of the tests.
beforeEach(() => {
  vi.spyOn(nodeConsole, 'error').mockImplementation(() => {})
})

describeUserTest()
