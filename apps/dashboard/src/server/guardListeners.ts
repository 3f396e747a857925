import { type IncomingMessage, STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import type { LoopbackListeners } from './listenOnLoopback.js'
import { isLoopbackName, readHostName } from './readHostName.js'

/** Why a request is refused. */
interface Refusal {
  status: 400 | 405 | 421
  message: string
}

/**
 * Passes on only requests for this dashboard: to a loopback name or one of `allowedHosts`, with a target that every
 * listener can parse. Without this check, a page whose name is rebound to 127.0.0.1 would be same-origin with the dashboard.
 * An absolute URL as the target is reduced to its path.
 */
export function guardListeners(listeners: LoopbackListeners, allowedHosts: readonly string[] = []): LoopbackListeners {
  const allowed = new Set(allowedHosts.map(readHostName))
  const isOwn = (name: string) => isLoopbackName(name) || allowed.has(name)
  return {
    request(request, response) {
      const refusal = refuse(request, isOwn)
      if (!refusal) return listeners.request(request, response)
      const { status, message } = refusal
      response
        .writeHead(status, { connection: 'close', 'content-type': 'text/plain; charset=utf-8' })
        .end(`${message}\n`)
    },
    upgrade(request, socket, head) {
      const refusal = refuse(request, isOwn)
      if (refusal) endUpgrade(socket, refusal.status)
      else listeners.upgrade(request, socket, head)
    },
  }
}

/** Answers a connection that does not become a WebSocket. Node passes it to this listener, which must end it. */
export function endUpgrade(socket: Duplex, status: number): void {
  // Without a listener a reset would end the process.
  socket.on('error', () => socket.destroy())
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}

/** The refusal, or `undefined` and the request's target as a path. */
function refuse(request: IncomingMessage, isOwn: (name: string) => boolean): Refusal | undefined {
  const hosts = request.rawHeaders.filter((text, index) => index % 2 === 0 && text.toLowerCase() === 'host')
  const name = readHostName(request.headers.host ?? '')
  const target = readTarget(request.url ?? '')
  // HTTP forbids a second Host. TRACE only echoes the request.
  if (hosts.length !== 1 || name === undefined || !target) return { status: 400, message: 'Bad request' }
  if (request.method === 'TRACE') return { status: 405, message: 'Method not allowed' }
  const foreign = [name, target.name].find((each) => each !== undefined && !isOwn(each))
  if (foreign !== undefined) {
    const message = `This dashboard does not answer the host name ${foreign}. Start it with ALLOWED_HOSTS=${foreign}.`
    return { status: 421, message }
  }
  request.url = target.path
  return undefined
}

/** `name`: the host of a target that is an absolute URL. */
function readTarget(target: string): { path: string; name?: string } | undefined {
  // Some parsers read `//name/path` and `/\name/path` as a path, others as a host.
  if (target.startsWith('/')) return /^\/[/\\]/.test(target) ? undefined : { path: target }
  if (!/^(?:http|ws)s?:\/\//i.test(target) || !URL.canParse(target)) return undefined
  const { host, pathname, search, username, password } = new URL(target)
  const name = readHostName(host)
  if (name === undefined || username || password || pathname.startsWith('//')) return undefined
  return { path: pathname + search, name }
}
