import { selfSignedCertificate, serveHttps } from '@conversation-frame/browsers'
import type { Simulator } from '@conversation-frame/simulator'
import { startSimulator } from '@conversation-frame/simulator/node'
import { hostClock } from './hostClock.js'
import { type DelayingProxy, startDelayingProxy } from './startDelayingProxy.js'

/** The simulated vendor, and beside it pages in the shape that some SDKs insist on. */
export interface Vendor extends AsyncDisposable {
  simulator: Simulator
  /** Where browsers reach the workspace. */
  origin: string
  standInOrigin: string
  /** When the next frame request arrives, by `hostClock`. */
  nextFrameRequest(): Promise<number>
}

/** `roundTrip`: milliseconds between browser and workspace and back. */
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
    // QuickSight's SDK adds a second frame to control the first one: no link of anybody's.
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
