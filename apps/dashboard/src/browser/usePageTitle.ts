import { useEffect } from 'react'
import { useWords } from './settings/PreferencesProvider.js'

/** Sets the document title, shown in the browser's tab and history. */
export function usePageTitle(title: string | undefined): void {
  const { app } = useWords()
  useEffect(() => {
    document.title = title ? `${title} · ${app.name}` : app.name
  }, [title, app.name])
}
