import { useEffect } from 'react'
import { useWords } from './settings/PreferencesProvider.js'

/** Names the page in the browser's tab and history. */
export function usePageTitle(title: string | undefined): void {
  const { app } = useWords()
  useEffect(() => {
    document.title = title ? `${title} · ${app.name}` : app.name
  }, [title, app.name])
}
