import { usePreferences } from '../settings/PreferencesProvider.js'

const height = 72
const step = 12
const most = 40

/** The time that each of the last links took to mint. */
export function WaitsChart({ waits }: { waits: readonly number[] }) {
  const { words, language } = usePreferences()
  const { operations } = words
  const median = medianOf(waits)
  const worst = Math.max(0, ...waits)
  const top = Math.max(100, worst)
  const milliseconds = new Intl.NumberFormat(language, {
    style: 'unit',
    unit: 'millisecond',
    maximumFractionDigits: 0,
  })
  const summary =
    waits.length > 0
      ? operations.waitsHint(milliseconds.format(median), milliseconds.format(worst))
      : operations.noWaits
  return (
    <figure className="card chart">
      <figcaption>
        <h2>{operations.waits}</h2>
        <p>{summary}</p>
      </figcaption>
      <svg viewBox={`0 0 ${most * step} ${height}`} preserveAspectRatio="none" role="img" aria-label={summary}>
        <line className="grid-line" x1="0" x2="100%" y1={height} y2={height} />
        {waits.map((wait, index) => {
          const size = Math.max(2, (wait / top) * height)
          const key = `${index} of ${waits.length}`
          return (
            <rect
              key={key}
              data-series="minted"
              x={index * step + 2}
              y={height - size}
              width={step - 4}
              height={size}
            />
          )
        })}
      </svg>
    </figure>
  )
}

function medianOf(waits: readonly number[]): number {
  const sorted = waits.toSorted((a, b) => a - b)
  const half = (sorted.length - 1) / 2
  return ((sorted[Math.floor(half)] ?? 0) + (sorted[Math.ceil(half)] ?? 0)) / 2
}
