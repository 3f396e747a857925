import type { IncomingMessage, ServerResponse } from 'node:http'
import { DroppedConnection } from '../faults/withFault.js'
import type { Handler } from './listen.js'

const longestBody = 1_000_000

/** Hands a Node request to a fetch handler and its response back. */
export async function serveRequest(
  handler: Handler,
  scheme: 'http' | 'https',
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const gone = new AbortController()
  outgoing.once('close', () => gone.abort(new Error('The client is gone.')))
  try {
    const request = await toRequest(scheme, incoming, gone.signal)
    if (!request) return void outgoing.writeHead(400, { connection: 'close' }).end('Bad request')
    await send(await handler(request, { ip: incoming.socket.remoteAddress ?? '127.0.0.1' }), outgoing)
  } catch (error) {
    if (error instanceof DroppedConnection) return void incoming.socket.destroy()
    if (gone.signal.aborted) return
    // A fault of the simulator itself: said aloud, because the client would take it for the vendor's.
    console.error(error)
    if (outgoing.headersSent) outgoing.destroy()
    else outgoing.writeHead(500).end('The simulator failed; its own log says why.')
  }
}

/** `undefined`: no URL, or a body nobody would send to this vendor. */
async function toRequest(
  scheme: 'http' | 'https',
  incoming: IncomingMessage,
  signal: AbortSignal,
): Promise<Request | undefined> {
  const url = `${scheme}://${incoming.headers.host ?? 'localhost'}${incoming.url ?? '/'}`
  if (!URL.canParse(url)) return undefined
  const method = incoming.method ?? 'GET'
  const headers = new Headers()
  for (const [name, value] of Object.entries(incoming.headers)) {
    for (const one of [value ?? []].flat()) headers.append(name, one)
  }
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
  // A stream of events ends when its reader leaves.
  outgoing.once('close', () => void reader.cancel().catch(() => undefined))
  for (let part = await reader.read(); !part.done; part = await reader.read()) outgoing.write(part.value)
  outgoing.end()
}
