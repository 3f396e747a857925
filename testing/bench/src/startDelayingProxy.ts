import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'

/** A proxy that makes a server appear farther away. */
export interface DelayingProxy {
  origin: string
  close(): Promise<void>
}

/**
 * Forwards TCP with half a round trip of delay in each direction. Connections are accepted immediately, and the round trip of
 * the handshake is added to the client's first bytes. A connection that was opened earlier saves it, as in reality.
 */
export async function startDelayingProxy(target: URL, roundTrip: number): Promise<DelayingProxy> {
  const sockets = new Set<Socket>()

  function take(client: Socket): void {
    const server = connect(Number(target.port), '127.0.0.1')
    const usableFrom = performance.now() + roundTrip
    for (const socket of [client, server]) {
      sockets.add(socket.setNoDelay())
      socket.on('error', () => socket.destroy()).on('close', () => sockets.delete(socket))
    }
    forward(client, server, () => Math.max(usableFrom, performance.now()) + roundTrip / 2)
    forward(server, client, () => performance.now() + roundTrip / 2)
  }

  const first = createServer(take)
  const port = await listen(first, 0, '127.0.0.1')
  const second = createServer(take)
  // Browsers try IPv4 and IPv6 for `*.localhost`.
  const servers = await listen(second, port, '::1').then(
    () => [first, second],
    () => [first],
  )
  return {
    origin: `${target.protocol}//${target.hostname}:${port}`,
    async close() {
      for (const socket of sockets) socket.destroy()
      await Promise.all(servers.map(async (server) => once(server.close(), 'close')))
    },
  }
}

function forward(from: Socket, to: Socket, dueAt: () => number): void {
  const later = (work: () => void) => setTimeout(work, dueAt() - performance.now())
  from.on('data', (chunk) => later(() => to.writable && to.write(chunk)))
  from.on('end', () => later(() => to.end()))
  from.on('close', () => later(() => to.destroy()))
}

async function listen(server: Server, port: number, address: string): Promise<number> {
  server.listen(port, address)
  await once(server, 'listening')
  return (server.address() as AddressInfo).port
}
