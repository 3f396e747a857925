import { createContext, type ReactNode, useContext, useLayoutEffect, useMemo, useState } from 'react'
import { english } from '../words/english.js'
import { hebrew } from '../words/hebrew.js'
import type { Words } from '../words/Words.js'
import { type Preferences, readPreferences, writePreferences } from './Preferences.js'

interface PreferencesContext extends Preferences {
  words: Words
  change: (change: Partial<Preferences>) => void
}

const words = { en: english, he: hebrew }

const Context = createContext<PreferencesContext>({ language: 'en', theme: 'system', words: english, change: () => {} })

/** Applies language and theme, also to the root element, where CSS and assistive technology read them. */
export function PreferencesProvider({ children }: { children: ReactNode }) {
  const [preferences, setPreferences] = useState(readPreferences)
  const { language, theme } = preferences

  useLayoutEffect(() => {
    const root = document.documentElement
    root.lang = language
    root.dir = language === 'he' ? 'rtl' : 'ltr'
    root.dataset.theme = theme
  }, [language, theme])

  const context = useMemo(
    () => ({
      language,
      theme,
      words: words[language],
      change: (change: Partial<Preferences>) => {
        const next = { language, theme, ...change }
        writePreferences(next)
        setPreferences(next)
      },
    }),
    [language, theme],
  )
  return <Context.Provider value={context}>{children}</Context.Provider>
}

export function usePreferences(): PreferencesContext {
  return useContext(Context)
}

/** The dashboard's texts in the chosen language. */
export function useWords(): Words {
  return useContext(Context).words
}
