import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'
import type { RunningSimulator } from '@conversation-frame/simulator/node'

/** A connection of an endpoint to the vendor. */
export interface TappedConnection {
  /** What the endpoint has said, as it went over the wire. */
  said: string
  isOpen: boolean
}

/** Stands between an endpoint and the vendor, and writes down what the endpoint says. */
export interface VendorTap {
  /** The endpoint's `baseUrl`. */
  url: string
  connections: TappedConnection[]
  /** The access tokens that endpoints have used. */
  tokens(): string[]
  stop(): Promise<void>
}

/** Listens in on the partner API. Bytes are passed on as they come, so hanging and broken connections stay what they are. */
export async function tapVendor({ partnerUrl }: RunningSimulator): Promise<VendorTap> {
  const connections: TappedConnection[] = []
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    const connection: TappedConnection = { said: '', isOpen: true }
    connections.push(connection)
    sockets.add(socket)
    const vendor = connect(Number(new URL(partnerUrl).port), '127.0.0.1')
    socket.on('data', (piece) => {
      connection.said += piece
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
    async stop() {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}
