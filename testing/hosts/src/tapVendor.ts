import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'
import type { RunningSimulator } from '@conversation-frame/simulator/node'

/** A connection of an endpoint to the vendor. */
export interface TappedConnection {
  /** What the endpoint has said, as it went over the wire. */
  said: string
  isOpen: boolean
}

/** Answers without an end. */
export interface Flood {
  /** How many bytes of them endpoints took, those on the way included. */
  taken(): number
  stop(): void
}

const contradiction =
  'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n'
const chunk = `10000\r\n${' '.repeat(0x10000)}\r\n`
/** What an endpoint that reads all of it gets. */
const floodBytes = 256_000_000

/** Stands between an endpoint and the vendor, and writes down what the endpoint says. */
export interface VendorTap {
  /** The endpoint's `baseUrl`. */
  url: string
  connections: TappedConnection[]
  /** The access tokens that endpoints have used. */
  tokens(): string[]
  /** Answers calls for a link with a body that has no end, of which the headers say that it has 5 bytes. */
  flood(): Flood
  stop(): Promise<void>
}

/** Listens in on the partner API. Bytes are passed on as they come, so hanging and broken connections stay what they are. */
export async function tapVendor({ partnerUrl }: RunningSimulator): Promise<VendorTap> {
  const connections: TappedConnection[] = []
  const sockets = new Set<Socket>()
  const flooded = new Set<Socket>()
  let isFlooding = false
  const server = createServer((socket) => {
    const connection: TappedConnection = { said: '', isOpen: true }
    connections.push(connection)
    sockets.add(socket)
    const vendor = connect(Number(new URL(partnerUrl).port), '127.0.0.1')
    socket.on('data', (piece) => {
      connection.said += piece
      if (!isFlooding || !String(piece).includes('/api/online/loginConversation ')) return
      flooded.add(socket)
      vendor.unpipe(socket)
      socket.write(contradiction)
      pour(socket)
    })
    socket.pipe(vendor).pipe(socket)
    vendor.on('error', () => socket.destroy())
    socket.on('error', () => vendor.destroy())
    socket.once('close', () => {
      connection.isOpen = false
      sockets.delete(socket)
      vendor.destroy()
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return {
    url: `http://127.0.0.1:${address.port}`,
    connections,
    tokens() {
      const used = connections.flatMap(({ said }) => [...said.matchAll(/^authorization: Bearer (\S+)/gim)])
      return [...new Set(used.map(([, token = '']) => token))]
    },
    flood() {
      isFlooding = true
      return {
        taken: () => [...flooded].reduce((sum, { bytesWritten }) => sum + bytesWritten, 0),
        stop() {
          isFlooding = false
          for (const socket of flooded) socket.destroy()
          flooded.clear()
        },
      }
    },
    async stop() {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}

/** Writes for as long as it is read. */
function pour(socket: Socket): void {
  if (socket.bytesWritten > floodBytes) return
  socket.write(chunk, (error) => {
    if (!error) pour(socket)
  })
}
