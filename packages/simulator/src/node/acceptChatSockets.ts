import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import type { Simulator } from '../createSimulator.js'

/** Takes WebSocket upgrades for open conversations; the returned function ends all sockets. */
export function acceptChatSockets(servers: Server[], simulator: Simulator): () => void {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 64 * 1024 })
  for (const server of servers) {
    server.on('upgrade', (request, stream, head) => accept(sockets, simulator, request, stream, head))
  }
  return () => {
    for (const client of sockets.clients) client.terminate()
    sockets.close()
  }
}

function accept(
  sockets: WebSocketServer,
  simulator: Simulator,
  request: IncomingMessage,
  stream: Duplex,
  head: Buffer,
): void {
  // Node hands the raw connection over: without a listener an early reset would end the process.
  stream.on('error', () => stream.destroy())
  if (!isSameOrigin(request)) {
    refuse(stream, '403 Forbidden')
    return
  }
  // What was missed is known before the handshake is done.
  const waiting: string[] = []
  let socket: WebSocket | undefined
  const chat = simulator.openChat({
    cookie: request.headers.cookie,
    path: request.url ?? '/',
    send: (json) => (socket ? socket.send(json) : waiting.push(json)),
  })
  if (!chat) {
    refuse(stream, '401 Unauthorized')
    return
  }
  stream.once('close', chat.close)
  sockets.handleUpgrade(request, stream, head, (opened) => {
    socket = opened
    opened.on('error', () => opened.terminate())
    opened.on('message', (data) => chat.receive(String(data)))
    for (const json of waiting) opened.send(json)
  })
}

/** A page of another origin must not open a socket with the agent's cookie. Programs that are no browser send no `Origin`. */
function isSameOrigin({ headers: { origin, host } }: IncomingMessage): boolean {
  return origin === undefined || (URL.canParse(origin) && new URL(origin).host === host)
}

function refuse(stream: Duplex, status: string): void {
  stream.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}
