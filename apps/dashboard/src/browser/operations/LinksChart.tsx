import type { OperationsSlice } from '../../DashboardApi.js'
import { usePreferences } from '../settings/PreferencesProvider.js'

/** In the order of a link's lifecycle. */
const series = ['minted', 'redeemed', 'wasted', 'replayed'] as const
const height = 120
const step = 24

/** What happened to links, in slices of ten seconds, with one bar for each series. */
export function LinksChart({ slices }: { slices: readonly OperationsSlice[] }) {
  const { words, language } = usePreferences()
  const { operations } = words
  const top = Math.max(4, ...slices.flatMap((slice) => series.map((name) => slice[name])))
  const time = new Intl.DateTimeFormat(language, { timeStyle: 'short' })
  const first = slices[0]
  const last = slices.at(-1)
  return (
    <figure className="card chart">
      <figcaption>
        <h2>{operations.lastMinutes}</h2>
        <ul className="legend">
          {series.map((name) => (
            <li key={name} data-series={name}>
              {operations[name]}
            </li>
          ))}
        </ul>
      </figcaption>
      <div className="plot">
        <span className="axis" aria-hidden="true">
          <span>{top}</span>
          <span>{top / 2}</span>
          <span>0</span>
        </span>
        <svg
          viewBox={`0 0 ${slices.length * step} ${height}`}
          preserveAspectRatio="none"
          role="img"
          aria-label={series.map((name) => `${operations[name]}: ${total(slices, name)}`).join(', ')}
        >
          {[0, 0.5, 1].map((part) => (
            <line key={part} className="grid-line" x1="0" x2="100%" y1={part * height} y2={part * height} />
          ))}
          {slices.map((slice, index) =>
            series.map((name, place) => {
              const size = (slice[name] / top) * height
              return (
                <rect
                  key={`${slice.at} ${name}`}
                  data-series={name}
                  x={index * step + 2 + place * 5}
                  y={height - size}
                  width="5"
                  height={size}
                />
              )
            }),
          )}
        </svg>
      </div>
      <p className="times" aria-hidden="true">
        <span>{first && time.format(first.at)}</span>
        <span>{last && time.format(last.at)}</span>
      </p>
    </figure>
  )
}

function total(slices: readonly OperationsSlice[], name: (typeof series)[number]): number {
  return slices.reduce((sum, slice) => sum + slice[name], 0)
}
