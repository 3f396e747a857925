import type { OperationsLine } from '../../DashboardApi.js'
import { usePreferences } from '../settings/PreferencesProvider.js'

/** The latest events of the login endpoint and the vendor, untranslated as in a log. */
export function EventLog({ log }: { log: readonly OperationsLine[] }) {
  const { words, language } = usePreferences()
  const { operations } = words
  const time = new Intl.DateTimeFormat(language, { timeStyle: 'medium' })
  return (
    <section className="card log" aria-labelledby="log-title">
      <h2 id="log-title">{operations.log}</h2>
      {log.length === 0 ? (
        <p>{operations.noLog}</p>
      ) : (
        <ol>
          {log.map((line) => (
            <li key={line.number} data-failed={line.code !== undefined || line.type === 'refused' || undefined}>
              <time dateTime={new Date(line.at).toISOString()}>{time.format(line.at)}</time>
              <span>{operations[line.source]}</span>
              <code>{line.type}</code>
              <span dir="ltr">{detailsOf(line)}</span>
            </li>
          ))}
        </ol>
      )}
    </section>
  )
}

function detailsOf({ code, durationMs, conversationId, userId, why }: OperationsLine): string {
  return [
    code,
    conversationId !== undefined && `conversation ${conversationId}`,
    userId,
    durationMs !== undefined && `${Math.round(durationMs)} ms`,
    why,
  ]
    .filter(Boolean)
    .join(' · ')
}
