/** What a stream of server-sent events is made of. */
export interface EventStreamOptions<Event> {
  /** Sent first, whole: a comment that opens the stream, and what was missed. */
  opening: readonly string[]
  /** Starts to hand over events, and returns how to end that. */
  listen(send: (event: Event) => void): () => void
  /** The data of an event, at the moment when the client takes it. */
  dataOf(event: Event): unknown
}

/** Events that may wait for a slow client. With more of them it does not read at all. */
const longestQueue = 1_000

/**
 * Answers with server-sent events. A client that is too far behind loses its stream, so that one that connects and never
 * reads takes no memory without bound. An `EventSource` connects again by itself.
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

/** One event as text. */
export function formatEvent(data: unknown): string {
  return `data: ${JSON.stringify(data)}\n\n`
}

/** Ends the stream of a client that does not read. A server closes the connection, and has nothing to report. */
export class SlowClient extends Error {
  override readonly name = 'SlowClient'

  constructor() {
    super('The client does not read its events.')
  }
}
