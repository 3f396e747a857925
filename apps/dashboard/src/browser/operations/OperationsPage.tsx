import { useMutation } from '@tanstack/react-query'
import type { OperationsBody } from '../../DashboardApi.js'
import { callApi } from '../callApi.js'
import { usePreferences } from '../settings/PreferencesProvider.js'
import { usePageTitle } from '../usePageTitle.js'
import { EventLog } from './EventLog.js'
import { FailuresChart } from './FailuresChart.js'
import { FaultPanel } from './FaultPanel.js'
import { LinksChart } from './LinksChart.js'
import { Preview } from './Preview.js'
import { useOperations } from './useOperations.js'
import { WaitsChart } from './WaitsChart.js'

/** The simulated vendor's counts, and switches to break it. */
export function OperationsPage() {
  const { operations, app } = usePreferences().words
  const { body, isLive } = useOperations()
  usePageTitle(operations.title)
  const { mutate } = useMutation({
    mutationFn: (action: 'clear' | 'expire-links') => callApi<OperationsBody>(`operations/${action}`, 'POST'),
  })
  return (
    <div className="page operations">
      <header className="page-header">
        <div>
          <h1>{operations.title}</h1>
          <p>{operations.hint}</p>
        </div>
        <p className={isLive ? 'pill live' : 'pill'} role="status">
          {isLive ? operations.live : operations.connecting}
        </p>
        <button type="button" className="button" onClick={() => mutate('expire-links')}>
          {operations.expire}
        </button>
        <button type="button" className="button" onClick={() => mutate('clear')}>
          {operations.clear}
        </button>
      </header>
      {body ? <Board body={body} /> : <p>{app.loading}</p>}
    </div>
  )
}

function Board({ body }: { body: OperationsBody }) {
  const { words, language } = usePreferences()
  const { operations } = words
  const number = new Intl.NumberFormat(language)
  const tile = (name: 'minted' | 'redeemed' | 'wasted' | 'replayed') => (
    <div className="card tile" data-series={name}>
      <dt>{operations[name]}</dt>
      <dd>{number.format(body.totals[name])}</dd>
      <dd>{operations[`${name}Hint`]}</dd>
    </div>
  )
  return (
    <div className="board">
      <dl className="tiles">
        {tile('minted')}
        {tile('redeemed')}
        {tile('wasted')}
        {tile('replayed')}
      </dl>
      <div className="board-side">
        <FaultPanel faults={body.faults} />
      </div>
      <div className="board-main">
        <LinksChart slices={body.slices} />
        <div className="board-pair">
          <WaitsChart waits={body.waits} />
          <FailuresChart failures={body.failures} />
        </div>
        <Preview />
        <EventLog log={body.log} />
      </div>
    </div>
  )
}
