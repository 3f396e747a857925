import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { DashboardError } from './DashboardError.js'
import type { Configuration } from './readConfiguration.js'

/** A server's handlers for requests and for WebSocket upgrades. */
export interface LoopbackListeners {
  request: RequestListener
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void
}

/** Listeners on one local port. */
export interface Loopback {
  port: number
  close(): void
}

/**
 * Listens on both loopback addresses, since browsers resolve `localhost` to either, and on no other: anyone who can reach the
 * dashboard can try its users' passwords. A port in use is an error only if that port was requested.
 *
 * @throws DashboardError
 */
export async function listenOnLoopback(listeners: LoopbackListeners, port: Configuration['port']): Promise<Loopback> {
  const attempts = port.fixed && port.number !== 0 ? 1 : 50
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const servers = await tryPort(listeners, port.number && port.number + attempt)
    const [first] = servers
    if (first) return { port: portOf(first), close: () => closeAll(servers) }
  }
  throw new DashboardError(
    attempts === 1
      ? `Port ${port.number} is in use. Set PORT to another port, or unset it to use the next free one.`
      : `Ports ${port.number} to ${port.number + attempts - 1} are in use. Set PORT to a free port.`,
  )
}

/** Returns no server if the port is in use on either address. */
async function tryPort(listeners: LoopbackListeners, port: number): Promise<Server[]> {
  const servers: Server[] = []
  for (const address of ['127.0.0.1', '::1']) {
    try {
      servers.push(await open(listeners, servers[0] ? portOf(servers[0]) : port, address))
    } catch (error) {
      // A machine without IPv6 has only one address.
      if (codeOf(error) === 'EADDRNOTAVAIL' || codeOf(error) === 'EAFNOSUPPORT') continue
      closeAll(servers)
      if (codeOf(error) === 'EADDRINUSE') return []
      throw new DashboardError(`Port ${port} cannot be used (${codeOf(error)}). Set PORT to another one.`)
    }
  }
  return servers
}

function open({ request, upgrade }: LoopbackListeners, port: number, address: string): Promise<Server> {
  const server = createServer(request).on('upgrade', upgrade)
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, address, () => resolve(server))
  })
}

/** Frees the ports and closes open connections, except upgraded sockets, which their handlers close. */
function closeAll(servers: readonly Server[]): void {
  for (const server of servers) {
    server.close()
    server.closeAllConnections()
  }
}

function portOf(server: Server): number {
  const address = server.address()
  return typeof address === 'object' && address !== null ? address.port : 0
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'no reason given'
}
