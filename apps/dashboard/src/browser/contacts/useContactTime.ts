import { useMemo } from 'react'
import { usePreferences } from '../settings/PreferencesProvider.js'

/** Formats a time for the list, as short as possible: the time, the weekday, or the date. */
export function useContactTime(): (iso: string) => string {
  const { language } = usePreferences()
  return useMemo(() => {
    const time = new Intl.DateTimeFormat(language, { timeStyle: 'short' })
    const weekday = new Intl.DateTimeFormat(language, { weekday: 'short' })
    const date = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short' })
    return (iso) => {
      const at = new Date(iso)
      const midnight = new Date().setHours(0, 0, 0, 0)
      if (at.getTime() >= midnight) return time.format(at)
      return (at.getTime() > midnight - 6 * 86_400_000 ? weekday : date).format(at)
    }
  }, [language])
}
