import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { connect, createServer, type Socket } from 'node:net'

/** A proxy between browser and dashboard that records everything sent to the browser. */
export interface Tap extends AsyncDisposable {
  /** The dashboard's URL through the proxy. */
  url: string
  /** All bytes so far, headers included, one connection after the other. */
  bytes(): string
}

/** Puts a recording proxy in front of a local server. */
export async function tapBytes(target: string): Promise<Tap> {
  const { port } = new URL(target)
  const sockets = new Set<Socket>()
  const connections: Buffer[][] = []
  const server = createServer((browser) => {
    const dashboard = connect(Number(port), '127.0.0.1')
    const chunks: Buffer[] = []
    connections.push(chunks)
    dashboard.on('data', (chunk) => chunks.push(chunk))
    browser.pipe(dashboard).pipe(browser)
    for (const socket of [browser, dashboard]) {
      sockets.add(socket)
      socket.on('error', () => socket.destroy())
      socket.on('close', () => sockets.delete(socket))
    }
  })
  server.listen(0, 'localhost')
  await once(server, 'listening')
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    bytes: () => Buffer.concat(connections.flat()).toString('latin1'),
    async [Symbol.asyncDispose]() {
      server.close()
      for (const socket of sockets) socket.destroy()
    },
  }
}
