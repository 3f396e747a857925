import { once } from 'node:events'
import { createServer as createHttpServer, type IncomingMessage, type Server as NodeServer } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { getRequestListener } from '@hono/node-server'
import type { ScriptableServer } from './Browser.js'
import { insertScripts } from './insertScripts.js'
import { selfSignedCertificate } from './selfSignedCertificate.js'

/** Answers a request. `connection.drop()` ends the connection without an answer; a promise that never settles is a hang. */
export type Handler = (request: Request, connection: { drop: () => void }) => Response | Promise<Response>

export interface ServeOptions {
  /** Takes over connections that ask for another protocol, such as a WebSocket. Left out, they are refused. */
  onUpgrade?: (request: IncomingMessage, socket: Duplex, head: Buffer) => void
}

/** A running server on a free port of this machine, on IPv4 and IPv6. */
export interface LocalServer extends ScriptableServer, AsyncDisposable {
  readonly port: number
  /** An address on this server: `url('vendor.localhost', '/chat')`. @default hostname 'localhost', path '/' */
  url(hostname?: string, path?: string): string
  /** Stops listening and cuts every connection. */
  close(): Promise<void>
}

/** Serves over HTTPS, with `selfSignedCertificate()`. */
export async function serveHttps(handler: Handler, options?: ServeOptions): Promise<LocalServer> {
  const certificate = await selfSignedCertificate()
  return serve('https', () => createHttpsServer(certificate), handler, options)
}

/** Serves over plain HTTP. */
export function serveHttp(handler: Handler, options?: ServeOptions): Promise<LocalServer> {
  return serve('http', () => createHttpServer(), handler, options)
}

async function serve(
  scheme: 'http' | 'https',
  create: () => NodeServer,
  handler: Handler,
  { onUpgrade }: ServeOptions = {},
): Promise<LocalServer> {
  let scripts: readonly string[] = []
  const listener = getRequestListener(
    async (request, { incoming }) =>
      insertScripts(await handler(request, { drop: () => incoming.socket.destroy() }), scripts),
    { overrideGlobalObjects: false },
  )
  const servers = await listenOnBothFamilies(() => {
    const server = create().on('request', listener)
    if (onUpgrade) server.on('upgrade', onUpgrade)
    return server
  })
  const { port } = servers[0].address() as AddressInfo
  const close = async () => {
    await Promise.all(
      servers.map(async (server) => {
        if (!server.listening) return
        server.close()
        server.closeAllConnections()
        await once(server, 'close')
      }),
    )
  }
  return {
    port,
    url: (hostname = 'localhost', path = '/') => `${scheme}://${hostname}:${port}${path}`,
    setInitScripts: (sources) => {
      scripts = sources
    },
    close,
    [Symbol.asyncDispose]: close,
  }
}

/** Engines differ in which family `localhost` is: one port on both. Another try when the port is taken on the second. */
async function listenOnBothFamilies(create: () => NodeServer): Promise<[NodeServer, ...NodeServer[]]> {
  const first = create()
  await listen(first, 0, '127.0.0.1')
  const { port } = first.address() as AddressInfo
  const second = create()
  try {
    await listen(second, port, '::1')
    return [first, second]
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') return [first]
    first.close()
    return listenOnBothFamilies(create)
  }
}

async function listen(server: NodeServer, port: number, hostname: string): Promise<void> {
  server.listen(port, hostname)
  await once(server, 'listening')
}
