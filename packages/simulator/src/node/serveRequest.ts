import type { IncomingMessage, ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'
import { DroppedConnection } from '../faults/withFault.js'
import { SlowClient } from '../serverSentEvents.js'
import type { Handler } from './listen.js'
import { readHeaders, readUrl } from './readUrl.js'

const longestBody = 1_000_000

/** Converts a Node request for a fetch handler, and sends its response. */
export async function serveRequest(
  handler: Handler,
  scheme: 'http' | 'https',
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  // `Request` does not support this method.
  if (incoming.method === 'TRACE') return void outgoing.writeHead(405, { allow: 'GET, HEAD, POST' }).end()
  const disconnected = new AbortController()
  outgoing.once('close', () => disconnected.abort(new Error('The client disconnected.')))
  try {
    const request = await toRequest(scheme, incoming, disconnected.signal)
    if (!request) return void outgoing.writeHead(400, { connection: 'close' }).end('Bad request')
    await send(await handler(request, { ip: incoming.socket.remoteAddress ?? '127.0.0.1' }), outgoing)
  } catch (error) {
    if (error instanceof DroppedConnection) return void incoming.socket.destroy()
    if (error instanceof SlowClient || disconnected.signal.aborted) return
    // An error in the simulator itself is logged, because the client would blame the vendor.
    console.error(error)
    if (outgoing.headersSent) outgoing.destroy()
    else outgoing.writeHead(500).end('Internal error in the simulator: see its log.')
  }
}

/** `undefined` without a URL, or for a body that is too large. */
async function toRequest(
  scheme: 'http' | 'https',
  incoming: IncomingMessage,
  signal: AbortSignal,
): Promise<Request | undefined> {
  const url = readUrl(incoming, scheme)
  if (!url) return undefined
  const method = incoming.method ?? 'GET'
  const headers = readHeaders(incoming)
  if (method === 'GET' || method === 'HEAD') return new Request(url, { method, headers, signal })
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of incoming) {
    length += chunk.length
    if (length > longestBody) return undefined
    chunks.push(chunk)
  }
  return new Request(url, { method, headers, signal, body: Buffer.concat(chunks) })
}

async function send(response: Response, outgoing: ServerResponse): Promise<void> {
  outgoing.writeHead(response.status, Object.fromEntries(response.headers))
  if (!response.body) return void outgoing.end()
  const reader = response.body.getReader()
  // A stream of events ends when its client disconnects. A client that does not read loses its connection.
  outgoing.once('close', () => void reader.cancel().catch(() => undefined))
  reader.closed.catch(() => outgoing.destroy())
  // Reads no faster than the client: the rest waits in the stream's own bounded queue.
  await pipeline(partsOf(reader), outgoing)
}

async function* partsOf(reader: ReadableStreamDefaultReader<Uint8Array>): AsyncGenerator<Uint8Array> {
  for (let part = await reader.read(); !part.done; part = await reader.read()) yield part.value
}
