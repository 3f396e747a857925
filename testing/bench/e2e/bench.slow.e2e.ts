import { testedEngines } from '@conversation-frame/browsers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bundle, external } from '../src/bundle.js'
import { type Lab, openLab } from '../src/openLab.js'
import { linksOfLazyFrames } from '../src/sections/lazyFrames.js'
import { countLinks } from '../src/sections/linksPerView.js'
import { serverCode } from '../src/sections/serverCode.js'

// The figures of `npm run bench` that need no clock. Times are measured only by that command.
describe.each(testedEngines(['chromium']))('in $engine', ({ skip }) => {
  describe.skipIf(skip)('what a view costs', () => {
    let lab: Lab
    beforeAll(async () => {
      lab = await openLab()
    })
    afterAll(() => lab[Symbol.asyncDispose]())

    it('costs one link in StrictMode, after 100 re-renders, a focus and a reconnect', async () => {
      expect(await countLinks(lab, 'conversationFrame')).toEqual({
        mounted: 1,
        rerendered: 1,
        focused: 1,
        reconnected: 1,
        frames: 1,
      })
    })

    it('costs two links with a hand-written fetch', async () => {
      expect((await countLinks(lab, 'handWritten')).mounted).toBe(2)
    })

    it('costs two links with another SDK that is used as its README says', async () => {
      expect((await countLinks(lab, 'quickSight')).mounted).toBe(2)
    })

    it('costs six links for a hundred lazy frames of which six are visible', async () => {
      expect(await linksOfLazyFrames(lab)).toBe(6)
    })

    it('has no server-only code in the browser', async () => {
      const { rows } = await serverCode.measure(lab, { runs: 1, mounts: 1 })
      expect(rows[0]?.measured).toBe('none')
    })
  })
})

it('measures a smaller bundle without the peers than with them', async () => {
  const source = "export { ConversationFrame } from '@conversation-frame/react'"
  const alone = await bundle(source, external.peers)
  const whole = await bundle(source, external.react)
  expect(alone.gzipBytes).toBeGreaterThan(1_000)
  expect(whole.gzipBytes).toBeGreaterThan(alone.gzipBytes)
  expect(alone.inputs.filter((file) => file.includes('node_modules'))).toEqual([])
})
