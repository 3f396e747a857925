import type { LedgerEvent, LedgerView } from '../ledger/Ledger.js'

/** The ledger as server-sent events: `{ totals, links, event? }` at once and after each change. */
export function ledgerStream(ledger: LedgerView): Response {
  const encoder = new TextEncoder()
  let stop = () => {}
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      const send = (event?: LedgerEvent) => {
        const data = { totals: ledger.totals(), links: ledger.links(), ...(event && { event }) }
        controller.enqueue(encoder.encode(`data: ${JSON.stringify(data)}\n\n`))
      }
      send()
      stop = ledger.subscribe(send)
    },
    cancel: () => stop(),
  })
  return new Response(stream, { headers: { 'content-type': 'text/event-stream; charset=utf-8' } })
}
