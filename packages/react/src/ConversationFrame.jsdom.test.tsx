// @vitest-environment jsdom
import { beforeAll } from 'vitest'
import { describeUserTest } from '../testing/describeUserTest.js'

declare const jsdom: { virtualConsole: { removeAllListeners(event: 'jsdomError'): void } }

// "Not implemented: navigation to another Document", once for each frame: jsdom navigates nothing.
beforeAll(() => jsdom.virtualConsole.removeAllListeners('jsdomError'))

describeUserTest()
