import type { Simulator } from '@conversation-frame/simulator'
import { useEffect, useState } from 'react'

/** Shows the vendor's own counts, which are independent of the component. */
export function LedgerPanel({ simulator }: { simulator: Simulator }) {
  const [totals, setTotals] = useState(simulator.ledger.totals)
  useEffect(() => {
    const read = () => setTotals(simulator.ledger.totals())
    read()
    const timer = setInterval(read, 1_000)
    const stop = simulator.ledger.subscribe(read)
    return () => {
      clearInterval(timer)
      stop()
    }
  }, [simulator])
  const figures = {
    minted: totals.minted,
    redeemed: totals.redeemed,
    replayed: totals.replayed,
    wasted: totals.wasted,
  }
  return (
    <ul className="ledger" aria-label="Login links at the vendor">
      {Object.entries(figures).map(([name, count]) => (
        <li key={name} data-bad={(name === 'replayed' && count > 0) || undefined}>
          {name} <b>{count}</b>
        </li>
      ))}
    </ul>
  )
}
