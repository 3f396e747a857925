import { useWords } from '../settings/PreferencesProvider.js'

export function OperationsPage() {
  const { operations } = useWords()
  return <h1>{operations.title}</h1>
}
