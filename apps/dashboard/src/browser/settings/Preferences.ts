/** The user's settings in this browser. */
export interface Preferences {
  language: 'en' | 'he'
  theme: 'system' | 'light' | 'dark'
}

const key = 'frontdesk-preferences'

/** The stored settings, or the browser's defaults. Full, forbidden or foreign storage must not cause a failure. */
export function readPreferences(): Preferences {
  const preferences: Preferences = { language: preferredLanguage(), theme: 'system' }
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(key) ?? 'null')
    if (typeof stored !== 'object' || stored === null) return preferences
    const { language, theme } = { language: undefined, theme: undefined, ...stored }
    if (language === 'en' || language === 'he') preferences.language = language
    if (theme === 'system' || theme === 'light' || theme === 'dark') preferences.theme = theme
  } catch {}
  return preferences
}

export function writePreferences(preferences: Preferences): void {
  try {
    localStorage.setItem(key, JSON.stringify(preferences))
  } catch {}
}

function preferredLanguage(): Preferences['language'] {
  return /^(he|iw)\b/.test(navigator.language) ? 'he' : 'en'
}
