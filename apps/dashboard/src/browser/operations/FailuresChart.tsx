import { useWords } from '../settings/PreferencesProvider.js'

/** The number of login endpoint failures, by code. */
export function FailuresChart({ failures }: { failures: Readonly<Record<string, number>> }) {
  const { operations } = useWords()
  const sorted = Object.entries(failures).sort(([, a], [, b]) => b - a)
  const top = Math.max(1, ...Object.values(failures))
  return (
    <section className="card chart" aria-labelledby="failures-title">
      <h2 id="failures-title">{operations.failures}</h2>
      {sorted.length === 0 && <p>{operations.noFailures}</p>}
      <ul className="bars">
        {sorted.map(([code, count]) => (
          <li key={code}>
            <code>{code}</code>
            <span className="bar" style={{ inlineSize: `${(count / top) * 100}%` }} />
            <strong>{count}</strong>
          </li>
        ))}
      </ul>
    </section>
  )
}
