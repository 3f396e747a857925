import { createServer, type RequestListener, type Server } from 'node:http'
import { DashboardError } from './DashboardError.js'
import type { Configuration } from './readConfiguration.js'

/** A listener behind one port of this machine. */
export interface Loopback {
  port: number
  close(): Promise<void>
}

/**
 * Listens on both loopback addresses, since browsers take `localhost` for either, and on no other: whoever reaches the
 * dashboard can try its users' passwords. A taken port is an error only when that very port was asked for.
 *
 * @throws DashboardError
 */
export async function listenOnLoopback(listener: RequestListener, port: Configuration['port']): Promise<Loopback> {
  const attempts = port.fixed && port.number !== 0 ? 1 : 50
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const servers = await tryPort(listener, port.number && port.number + attempt)
    const [first] = servers
    if (first) return { port: portOf(first), close: () => closeAll(servers) }
  }
  throw new DashboardError(
    attempts === 1
      ? `Port ${port.number} is taken. Set PORT to another one, or leave it out to have one chosen.`
      : `Ports ${port.number} to ${port.number + attempts - 1} are taken. Set PORT to one that is free.`,
  )
}

/** No server when the port is taken on either address. */
async function tryPort(listener: RequestListener, port: number): Promise<Server[]> {
  const servers: Server[] = []
  for (const address of ['127.0.0.1', '::1']) {
    try {
      servers.push(await open(listener, servers[0] ? portOf(servers[0]) : port, address))
    } catch (error) {
      // A machine without IPv6 needs no second address.
      if (codeOf(error) === 'EADDRNOTAVAIL' || codeOf(error) === 'EAFNOSUPPORT') continue
      await closeAll(servers)
      if (codeOf(error) === 'EADDRINUSE') return []
      throw new DashboardError(`Port ${port} cannot be used (${codeOf(error)}). Set PORT to another one.`)
    }
  }
  return servers
}

function open(listener: RequestListener, port: number, address: string): Promise<Server> {
  const server = createServer(listener)
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, address, () => resolve(server))
  })
}

async function closeAll(servers: readonly Server[]): Promise<void> {
  await Promise.all(
    servers.map(
      (server) =>
        new Promise<void>((resolve) => {
          server.close(() => resolve())
          server.closeAllConnections()
        }),
    ),
  )
}

function portOf(server: Server): number {
  const address = server.address()
  return typeof address === 'object' && address !== null ? address.port : 0
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'no reason given'
}
