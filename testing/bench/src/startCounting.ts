import type { CDPSession } from 'playwright'
import type { Tab } from './openLab.js'

/** The browser's counters for a page after garbage collection. */
export interface Counted {
  frames: number
  documents: number
  nodes: number
  listeners: number
  heapBytes: number
}

/** Returns a function that reads the counters. */
export async function startCounting(tab: Tab): Promise<() => Promise<Counted>> {
  const session: CDPSession = await tab.context.newCDPSession(tab.page)
  await session.send('Performance.enable')
  return async () => {
    // The browser releases removed frames step by step.
    for (let i = 0; i < 4; i += 1) {
      await session.send('HeapProfiler.collectGarbage')
      await tab.page.evaluate(() => new Promise(requestAnimationFrame))
    }
    const { metrics } = await session.send('Performance.getMetrics')
    const metric = (wanted: string) => metrics.find(({ name }) => name === wanted)?.value ?? Number.NaN
    return {
      frames: metric('Frames'),
      documents: metric('Documents'),
      nodes: metric('Nodes'),
      listeners: metric('JSEventListeners'),
      heapBytes: metric('JSHeapUsedSize'),
    }
  }
}
