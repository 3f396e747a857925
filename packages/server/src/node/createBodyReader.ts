import type { IncomingMessage } from 'node:http'
import { alreadyRead, type BodyReader } from '../target/readBody.js'

/**
 * Reads a request of Node without a web stream, which would be a large part of the work for a login. Reads nothing before the
 * first `read` and nothing after `cancel`. `cancel` leaves the socket open, so that a refusal still reaches the browser.
 */
export function createBodyReader(request: IncomingMessage): BodyReader {
  const chunks: Uint8Array[] = []
  let wake = () => {}
  let isCancelled = false
  let isListening = false

  function keep(chunk: Uint8Array): void {
    chunks.push(chunk)
    request.pause()
    wake()
  }

  function listen(): void {
    if (isListening) return
    if (request.readableDidRead) throw alreadyRead()
    isListening = true
    // A request that is cut off emits 'close' without 'end'.
    request
      .on('data', keep)
      .once('end', () => wake())
      .once('close', () => wake())
  }

  return {
    async read() {
      listen()
      for (;;) {
        const value = chunks.shift()
        if (value) return { done: false, value }
        if (isCancelled || request.readableEnded) return { done: true, value: undefined }
        if (request.destroyed) throw request.errored ?? new Error('The request was cut off')
        const changed = new Promise<void>((resolve) => {
          wake = resolve
        })
        request.resume()
        await changed
      }
    },
    async cancel() {
      isCancelled = true
      request.off('data', keep).pause()
      wake()
    },
  }
}
