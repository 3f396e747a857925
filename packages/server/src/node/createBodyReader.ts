import type { IncomingMessage } from 'node:http'
import { type BodyReader, readBefore } from '../target/readTarget.js'

/**
 * Reads a request of Node without a web stream, which would be a good part of a login's work. Nothing is read before it is
 * asked for, and nothing after `cancel`, which leaves the socket open: a refusal still reaches the browser.
 */
export function createBodyReader(request: IncomingMessage): BodyReader {
  const pieces: Uint8Array[] = []
  let wake = () => {}
  let isCancelled = false
  let isListening = false

  function keep(piece: Uint8Array): void {
    pieces.push(piece)
    request.pause()
    wake()
  }

  function listen(): void {
    if (isListening) return
    if (request.readableDidRead) throw readBefore()
    isListening = true
    // A request that breaks off closes without an end.
    request
      .on('data', keep)
      .once('end', () => wake())
      .once('close', () => wake())
  }

  return {
    async read() {
      listen()
      for (;;) {
        const value = pieces.shift()
        if (value) return { done: false, value }
        if (isCancelled || request.readableEnded) return { done: true, value: undefined }
        if (request.destroyed) throw request.errored ?? new Error('The request broke off')
        const news = new Promise<void>((resolve) => {
          wake = resolve
        })
        request.resume()
        await news
      }
    },
    async cancel() {
      isCancelled = true
      request.off('data', keep).pause()
      wake()
    },
  }
}
