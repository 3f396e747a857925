import { type IncomingMessage, type Server, STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import { isForeignPage } from '../access/isForeignPage.js'
import { openChat } from '../chat/openChat.js'
import type { Vendor } from '../createVendor.js'
import { readHeaders, readUrl } from './readUrl.js'

/** Maximum bytes buffered for a client that does not read. Above it the socket is closed. */
const longestBuffer = 4_000_000

/** Accepts WebSocket upgrades for open conversations. The returned function closes all sockets. */
export function acceptChatSockets(servers: Server[], vendor: Vendor): () => void {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 64 * 1024 })
  for (const server of servers) {
    server.on('upgrade', (request, stream, head) => accept(sockets, vendor, request, stream, head))
  }
  return () => {
    for (const client of sockets.clients) client.terminate()
    sockets.close()
  }
}

function accept(
  sockets: WebSocketServer,
  vendor: Vendor,
  incoming: IncomingMessage,
  stream: Duplex,
  head: Buffer,
): void {
  // Node passes the raw connection: without a listener an early reset would end the process.
  stream.on('error', () => stream.destroy())
  const url = readUrl(incoming, 'http')
  const refusal = url ? refusalOf(vendor, new Request(url, { headers: readHeaders(incoming) })) : { status: 400 }
  if (!url || refusal) {
    refuse(stream, refusal)
    return
  }
  // Missed messages arrive before the handshake is complete.
  const waiting: string[] = []
  let socket: WebSocket | undefined
  const chat = openChat(vendor, {
    cookie: incoming.headers.cookie,
    path: url.pathname + url.search,
    send: (json) => (socket ? sendTo(socket, json) : waiting.push(json)),
  })
  if (!chat) {
    refuse(stream, { status: 401 })
    return
  }
  stream.once('close', chat.close)
  sockets.handleUpgrade(incoming, stream, head, (opened) => {
    socket = opened
    opened.on('error', () => opened.terminate())
    opened.on('message', (data) => chat.receive(String(data)))
    for (const json of waiting) opened.send(json)
  })
}

/** A page of another origin must not open a socket with the agent's cookie. */
function refusalOf(vendor: Vendor, request: Request): { status: number; message?: string } | undefined {
  const isForeign = isForeignPage(request, vendor.workspaceOrigins())
  return vendor.hosts.refuse(request) ?? (isForeign ? { status: 403 } : undefined)
}

function sendTo(socket: WebSocket, json: string): void {
  if (socket.bufferedAmount > longestBuffer) socket.terminate()
  else socket.send(json)
}

function refuse(stream: Duplex, { status = 400, message = '' }: { status?: number; message?: string } = {}): void {
  const lines = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    'Connection: close',
    'Content-Type: text/plain; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(message)}`,
  ]
  stream.end(`${lines.join('\r\n')}\r\n\r\n${message}`)
}
