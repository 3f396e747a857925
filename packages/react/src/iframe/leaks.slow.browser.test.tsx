import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { expect, it, onTestFinished } from 'vitest'
import { cdp } from 'vitest/browser'
import { frameOf, type Stack, statuses } from '../../testing/frameOf.js'
import { startStack } from '../../testing/startStack.js'

/** What the browser counts, once the garbage is gone. */
async function counted() {
  const session = cdp() as unknown as { send(method: string): Promise<{ metrics: { name: string; value: number }[] }> }
  await session.send('Performance.enable')
  // Removed frames are let go of step by step.
  for (let i = 0; i < 3; i++) {
    await session.send('HeapProfiler.collectGarbage')
    await new Promise(requestAnimationFrame)
  }
  const { metrics } = await session.send('Performance.getMetrics')
  const metric = (wanted: string) => metrics.find(({ name }) => name === wanted)?.value ?? Number.NaN
  return {
    frames: metric('Frames'),
    documents: metric('Documents'),
    nodes: metric('Nodes'),
    listeners: metric('JSEventListeners'),
    heap: metric('JSHeapUsedSize'),
    observed,
  }
}

let observed = 0

/** Counts the elements that are observed, by whomever. */
function countObservers() {
  const Original = window.IntersectionObserver
  window.IntersectionObserver = class extends Original {
    #observed = 0
    override observe(element: Element) {
      super.observe(element)
      this.#observed += 1
      observed += 1
    }
    override disconnect() {
      super.disconnect()
      observed -= this.#observed
      this.#observed = 0
    }
  }
  onTestFinished(() => {
    window.IntersectionObserver = Original
  })
}

/** Opens a frame, all the way or until its navigation has begun, and removes it. */
async function mountAndUnmount(stack: Stack, index: number) {
  const container = document.createElement('div')
  document.body.append(container)
  const root = createRoot(container)
  const endpoint = async () => ({ url: `${stack.loginOrigin}/health?${index}`, expiresInSeconds: 300 })
  const loading = index % 2 ? 'lazy' : 'eager'
  root.render(<StrictMode>{frameOf(stack, { endpoint, loading, settleTime: 0 })}</StrictMode>)
  const far = index % 20 === 0 ? ['open'] : ['opening', 'open']
  // Not by `expect.poll`, which keeps what it has looked at.
  const latest = performance.now() + 20_000
  while (!far.includes(statuses(container)[0] ?? '')) {
    if (performance.now() > latest) throw new Error(`mount ${index} is ${statuses(container)}`)
    await new Promise((resolve) => setTimeout(resolve))
  }
  root.unmount()
  container.remove()
}

const mounts = 1_000

it('leaves nothing behind after 1,000 mounts and unmounts', { timeout: 240_000 }, async () => {
  const stack = await startStack()
  countObservers()
  let index = 0
  for (; index < 50; index++) await mountAndUnmount(stack, index)
  const before = await counted()
  for (; index < 50 + mounts; index++) await mountAndUnmount(stack, index)
  const after = await counted()
  console.info('before', before, 'after', after)
  expect(document.querySelectorAll('iframe')).toHaveLength(0)
  expect((await navigator.locks.query()).held).toEqual([])
  expect(after.observed).toBe(before.observed)
  expect(after.frames).toBe(before.frames)
  // One leak per mount would be a thousand; the test's own tools leave a few.
  expect(after.documents - before.documents).toBeLessThan(5)
  expect(after.listeners - before.listeners).toBeLessThan(20)
  expect(after.nodes - before.nodes).toBeLessThan(20)
  expect(after.heap - before.heap).toBeLessThan(1_500_000)
})
