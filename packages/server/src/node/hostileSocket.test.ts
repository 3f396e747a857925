import { once } from 'node:events'
import { createServer } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { loginEndpoint } from '../../testing/loginEndpoint.js'
import { watch } from '../../testing/secretWatch.js'
import { createNodeListener } from './createNodeListener.js'

/** A slice in `npm test`; `npm run test:slow fuzz` asks for many more. */
const runs = Math.ceil(Number(process.env.FUZZ_RUNS ?? 2_000) / 10)

const { unwrapped, vendor } = loginEndpoint()
const server = createServer(createNodeListener(unwrapped))

beforeAll(async () => {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
})
afterAll(() => {
  server.close()
  server.closeAllConnections()
})

const latin1 = fc.integer({ min: 1, max: 255 }).map((code) => String.fromCharCode(code))
const bytes = fc.string({ unit: latin1, maxLength: 30 })
const requests = fc.record({
  method: fc.constantFrom('POST', 'GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE', 'TRACE', 'PROPFIND', 'BREW'),
  path: fc.oneof(fc.constantFrom('/', '*', '//a', '/%', 'http://u:p@a/', 'a:b'), bytes),
  host: fc.oneof(fc.constantFrom('a', '', 'u:p@a', 'a b', '[::', 'a:99999', 'a/b?c#d'), bytes),
  type: fc.oneof(fc.constant('application/json'), bytes),
  header: fc.oneof(fc.constantFrom('x', 'X-Evil: 1\r\nOrigin: null', 'Content-Length: 5'), bytes),
  chunks: fc.array(bytes, { maxLength: 300 }),
})

/** The answer, up to the end of the connection. */
async function send(text: string): Promise<string> {
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1')
  let answer = ''
  socket.on('data', (chunk) => {
    answer += chunk.toString('latin1')
  })
  // An early refusal closes the socket while the rest is still being written.
  socket.on('error', () => {})
  socket.write(text, 'latin1')
  await once(socket, 'close')
  return watch(answer)
}

it(`answers ${runs} hostile requests over a socket, without a 5xx and without a link`, async () => {
  await fc.assert(
    fc.asyncProperty(requests, async ({ method, path, host, type, header, chunks }) => {
      const head = [`${method} ${path} HTTP/1.1`, `Host: ${host}`, `Content-Type: ${type}`, header, 'Connection: close']
      const body = chunks.filter(Boolean).map((chunk) => `${chunk.length.toString(16)}\r\n${chunk}\r\n`)
      const answer = await send(`${head.join('\r\n')}\r\nTransfer-Encoding: chunked\r\n\r\n${body.join('')}0\r\n\r\n`)
      expect(answer).toMatch(/^HTTP\/1\.1 (204|4\d\d) /)
      expect(answer).not.toMatch(/x-evil/i)
      expect(vendor.calls).toEqual([])
    }),
    { numRuns: runs },
  )
}, 600_000)
