import type { LedgerEvent, LedgerView } from '../ledger/Ledger.js'
import { formatEvent, serverSentEvents } from '../serverSentEvents.js'

/** The ledger as server-sent events: `{ totals, links, event? }` immediately and after each change. */
export function ledgerStream(ledger: LedgerView): Response {
  const dataOf = (event?: LedgerEvent) => ({
    totals: ledger.totals(),
    links: ledger.links(),
    ...(event && { event }),
  })
  return serverSentEvents({ opening: [formatEvent(dataOf())], listen: ledger.subscribe, dataOf })
}
