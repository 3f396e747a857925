/** The content of a stream of server-sent events. */
export interface EventStreamOptions<Event> {
  /** Sent first: a comment that opens the stream, and missed events. */
  opening: readonly string[]
  /** Starts to send events, and returns a function that stops it. */
  listen(send: (event: Event) => void): () => void
  /** Produces the data of an event when the client reads it. */
  dataOf(event: Event): unknown
}

/** Maximum number of events that wait for a slow client. A client with more of them does not read at all. */
const longestQueue = 1_000

/**
 * Answers with server-sent events. A client that is too far behind loses its stream, so that a client that never
 * reads cannot exhaust the memory. An `EventSource` reconnects automatically.
 */
export function serverSentEvents<Event>({ opening, listen, dataOf }: EventStreamOptions<Event>): Response {
  const encoder = new TextEncoder()
  const waiting: Event[] = []
  let stop = () => {}
  const flush = (controller: ReadableStreamDefaultController<Uint8Array>) => {
    while ((controller.desiredSize ?? 0) > 0) {
      const [event] = waiting.splice(0, 1)
      if (event === undefined) return
      controller.enqueue(encoder.encode(formatEvent(dataOf(event))))
    }
  }
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const text of opening) controller.enqueue(encoder.encode(text))
      stop = listen((event) => {
        waiting.push(event)
        flush(controller)
        if (waiting.length <= longestQueue) return
        stop()
        waiting.length = 0
        controller.error(new SlowClient())
      })
    },
    pull: flush,
    cancel: () => stop(),
  })
  const headers = { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store' }
  return new Response(stream, { headers })
}

/** Formats one event. */
export function formatEvent(data: unknown): string {
  return `data: ${JSON.stringify(data)}\n\n`
}

/** Ends the stream of a client that does not read. A server closes the connection and reports nothing. */
export class SlowClient extends Error {
  override readonly name = 'SlowClient'

  constructor() {
    super('The client does not read its events.')
  }
}
