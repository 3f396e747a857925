import { createServer, type RequestListener, type Server } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import type { RequestContext } from '../RequestContext.js'
import { SimulatorError } from '../SimulatorError.js'
import { serveRequest } from './serveRequest.js'

/** The fetch handler of a server. */
export type Handler = (request: Request, context: RequestContext) => Promise<Response>

/** A handler on one port, on one or two addresses. */
export interface Listening {
  port: number
  servers: Server[]
  stop(): Promise<void>
}

/** Where and how to listen. */
export interface ListenOptions {
  /** 0 picks a free port. */
  port: number
  /** @default both loopback addresses: clients resolve `localhost` to either */
  bind: string | undefined
  tls: { key: string | Buffer; cert: string | Buffer } | undefined
}

/** Starts to listen. Rejects with `port_unavailable`. */
export async function listen(handler: Handler, options: ListenOptions): Promise<Listening> {
  const { port, bind, tls } = options
  const listener: RequestListener = (request, response) => {
    void serveRequest(handler, tls ? 'https' : 'http', request, response)
  }
  const create = () => (tls ? createSecureServer(tls, listener) : createServer(listener))
  const first = create()
  try {
    await open(first, port, bind ?? '127.0.0.1')
  } catch (error) {
    throw unavailable(error, port)
  }
  const opened = portOf(first)
  const servers = [first]
  if (bind === undefined) {
    const second = create()
    try {
      await open(second, opened, '::1')
      servers.push(second)
    } catch (error) {
      if (isCode(error, 'EADDRINUSE')) {
        await close(first)
        // A port that is free on one address is sometimes taken on the other.
        if (port === 0) return listen(handler, options)
        throw unavailable(error, port)
      }
      // Otherwise this machine has no IPv6 and does not need it.
    }
  }
  return {
    port: opened,
    servers,
    async stop() {
      await Promise.all(servers.map(close))
    },
  }
}

function open(server: Server, port: number, address: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, address, () => resolve())
  })
}

function portOf(server: Server): number {
  const address = server.address()
  return typeof address === 'object' && address !== null ? address.port : 0
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}

function unavailable(error: unknown, port: number): SimulatorError {
  const detail = error instanceof Error ? error.message : String(error)
  const message = `The simulator cannot listen on port ${port} (${detail}). Choose another port, or 0 for a free one.`
  return new SimulatorError('port_unavailable', message, { cause: error })
}
