import { usePageTitle } from '../usePageTitle.js'
import { usePreferences } from './PreferencesProvider.js'

/** Language and appearance. */
export function SettingsPage() {
  const { language, theme, words, change } = usePreferences()
  const { settings } = words
  usePageTitle(settings.title)
  return (
    <div className="page settings">
      <header className="page-header">
        <h1>{settings.title}</h1>
        <p>{settings.hint}</p>
      </header>
      <Choice
        legend={settings.language}
        name="language"
        value={language}
        options={{ en: 'English', he: 'עברית' }}
        onChange={(language) => change({ language })}
      />
      <Choice
        legend={settings.theme}
        name="theme"
        value={theme}
        options={{ system: settings.system, light: settings.light, dark: settings.dark }}
        onChange={(theme) => change({ theme })}
      />
    </div>
  )
}

interface ChoiceProps<Value extends string> {
  legend: string
  name: string
  value: Value
  options: Record<Value, string>
  onChange: (value: Value) => void
}

function Choice<Value extends string>({ legend, name, value, options, onChange }: ChoiceProps<Value>) {
  const values = Object.keys(options) as Value[]
  return (
    <fieldset className="choice">
      <legend>{legend}</legend>
      {values.map((each) => (
        <label key={each}>
          <input type="radio" name={name} checked={each === value} onChange={() => onChange(each)} />
          <span>{options[each]}</span>
        </label>
      ))}
    </fieldset>
  )
}
