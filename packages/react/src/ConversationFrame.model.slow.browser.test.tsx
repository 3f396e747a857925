import { watchSecrets } from '@conversation-frame/secrets'
import fc from 'fast-check'
import { expect, inject, it, onTestFinished, vi } from 'vitest'
import { runSequence } from '../testing/model/runSequence.js'
import { sequences } from '../testing/model/Sequence.js'
import { startStack } from '../testing/startStack.js'
import { warpTime } from '../testing/warpTime.js'

const { count, length, seed, path, shrinkFor } = inject('model')

/** Lets the test control what the browser reports about the tab and the network. */
function controlBrowser() {
  const browser = { online: true, visible: true }
  Object.defineProperty(navigator, 'onLine', { configurable: true, get: () => browser.online })
  Object.defineProperty(document, 'visibilityState', {
    configurable: true,
    get: () => (browser.visible ? 'visible' : 'hidden'),
  })
  onTestFinished(() => {
    Reflect.deleteProperty(navigator, 'onLine')
    Reflect.deleteProperty(document, 'visibilityState')
  })
  return browser
}

/** Requests to the login endpoint fail offline and wait while the gate is shut. */
function requestGate(endpoint: string, browser: { online: boolean }) {
  const real = window.fetch
  let opened = Promise.resolve()
  vi.spyOn(window, 'fetch').mockImplementation(async (...args) => {
    if (args[0] === endpoint) {
      await opened
      if (!browser.online) throw new TypeError('Failed to fetch')
    }
    return real(...args)
  })
  onTestFinished(() => void vi.restoreAllMocks())
  return {
    shut() {
      let open = () => {}
      opened = new Promise((resolve) => {
        open = resolve
      })
      return () => open()
    },
  }
}

it(`keeps its promises through ${count} random lives of ${length} steps`, {
  timeout: 60_000 + count * 15_000,
}, async () => {
  const stack = await startStack()
  const browser = controlBrowser()
  const gate = requestGate(stack.endpoint, browser)
  const [pushes, replacements] = [vi.spyOn(history, 'pushState'), vi.spyOn(history, 'replaceState')]
  const surroundings = { stack, browser, gate, time: warpTime(), watch: watchSecrets() }
  onTestFinished(surroundings.watch.stop)
  const { realNow } = surroundings.time
  console.info(`model: seed ${seed}`)
  let shrinkUntil = Number.POSITIVE_INFINITY
  await fc.assert(
    fc.asyncProperty(sequences(length), async (sequence) => {
      if (realNow() > shrinkUntil) return
      const breaches = await runSequence(sequence, surroundings)
      if (breaches.length) shrinkUntil = Math.min(shrinkUntil, realNow() + shrinkFor)
      expect(breaches).toEqual([])
    }),
    { numRuns: count, seed, ...(path && { path }) },
  )
  expect(pushes).not.toHaveBeenCalled()
  expect(replacements).not.toHaveBeenCalled()
})
