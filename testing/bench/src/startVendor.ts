import { selfSignedCertificate, serveHttps } from '@conversation-frame/browsers'
import type { Simulator } from '@conversation-frame/simulator'
import { startSimulator } from '@conversation-frame/simulator/node'
import { hostClock } from './hostClock.js'
import { type DelayingProxy, startDelayingProxy } from './startDelayingProxy.js'

/** The simulated vendor, and pages in the form that some SDKs require. */
export interface Vendor extends AsyncDisposable {
  simulator: Simulator
  /** The workspace's origin in browsers. */
  origin: string
  standInOrigin: string
  /** Resolves with the arrival time of the next frame request, by `hostClock`. */
  nextFrameRequest(): Promise<number>
}

/** @param roundTrip milliseconds from the browser to the workspace and back */
export async function startVendor({ roundTrip }: { roundTrip?: number } = {}): Promise<Vendor> {
  let proxy: DelayingProxy | undefined
  let waiting: ((at: number) => void)[] = []

  function arrived(): void {
    const at = hostClock()
    for (const tell of waiting) tell(at)
    waiting = []
  }

  const running = await startSimulator({
    host: 'vendor.localhost',
    tls: await selfSignedCertificate(),
    ...(roundTrip !== undefined && { workspaceOrigin: () => proxy?.origin ?? '' }),
  })
  if (roundTrip !== undefined) proxy = await startDelayingProxy(new URL(running.workspaceUrl), roundTrip)
  running.simulator.ledger.subscribe(({ type }) => {
    if (type === 'navigated') arrived()
  })
  const standIn = await serveHttps((request) => {
    const { pathname } = new URL(request.url)
    if (pathname === '/favicon.ico') return new Response(null, { status: 204 })
    // QuickSight's SDK adds a second frame to control the first one. It does not count as a link.
    if (!pathname.endsWith('/embedControl')) arrived()
    return new Response('<!doctype html><title>A stand-in</title><p>A conversation.</p>', {
      headers: { 'content-type': 'text/html; charset=utf-8' },
    })
  })

  return {
    simulator: running.simulator,
    origin: proxy?.origin ?? running.workspaceUrl,
    standInOrigin: standIn.url('vendor.localhost').slice(0, -1),
    nextFrameRequest: () => new Promise((resolve) => waiting.push(resolve)),
    async [Symbol.asyncDispose]() {
      await proxy?.close()
      await Promise.all([running.stop(), standIn.close()])
    },
  }
}
