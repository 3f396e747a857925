import { type FormEvent, useState } from 'react'
import type { DemoUser } from '../../DashboardApi.js'
import { ApiError } from '../callApi.js'
import { Avatar } from '../contacts/Avatar.js'
import { Icon } from '../Icon.js'
import { usePreferences, useWords } from '../settings/PreferencesProvider.js'
import { usePageTitle } from '../usePageTitle.js'
import { useSessionChange } from './useSession.js'

/** The dashboard's own sign-in, with the demo users. */
export function SignInPage({ demoUsers }: { demoUsers: DemoUser[] }) {
  const { app, signIn } = useWords()
  const [fields, setFields] = useState({ email: '', password: '' })
  const { mutate, error, isPending } = useSessionChange()
  usePageTitle(signIn.title)

  function submit(event: FormEvent) {
    event.preventDefault()
    mutate({ method: 'POST', body: fields })
  }

  return (
    <main className="sign-in">
      <div className="sign-in-card">
        <header className="brand">
          <span className="brand-mark">
            <Icon name="conversations" />
          </span>
          <div>
            <strong>{app.name}</strong>
            <p>{app.tagline}</p>
          </div>
          <LanguageSwitch />
        </header>
        <form onSubmit={submit} aria-labelledby="sign-in-title">
          <h1 id="sign-in-title">{signIn.title}</h1>
          <label>
            {signIn.email}
            <input
              name="email"
              type="email"
              autoComplete="username"
              required
              dir="ltr"
              value={fields.email}
              onChange={({ target }) => setFields({ ...fields, email: target.value })}
            />
          </label>
          <label>
            {signIn.password}
            <input
              name="password"
              type="password"
              autoComplete="current-password"
              required
              dir="ltr"
              value={fields.password}
              onChange={({ target }) => setFields({ ...fields, password: target.value })}
            />
          </label>
          <p className="form-problem" role="alert">
            {error && problem(error, signIn, app.failed)}
          </p>
          <button type="submit" className="button primary" disabled={isPending}>
            {signIn.submit}
          </button>
        </form>
      </div>
      {demoUsers.length > 0 && (
        <section className="sign-in-demo" aria-labelledby="demo-title">
          <h2 id="demo-title">{signIn.demoTitle}</h2>
          <p>{signIn.demoHint}</p>
          <ul>
            {demoUsers.map((user) => (
              <li key={user.email}>
                <button
                  type="button"
                  className="person"
                  disabled={isPending}
                  onClick={() => mutate({ method: 'POST', body: { email: user.email, password: user.password } })}
                >
                  <Avatar name={user.name} />
                  <span>
                    <strong dir="auto">{user.name}</strong>
                    <small dir="auto">
                      {user.account} · {user.hasAgent ? user.teams.join(', ') : signIn.noAgent}
                    </small>
                  </span>
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
    </main>
  )
}

function LanguageSwitch() {
  const { language, change } = usePreferences()
  const other =
    language === 'en' ? ({ code: 'he', name: 'עברית' } as const) : ({ code: 'en', name: 'English' } as const)
  return (
    <button type="button" className="button quiet" lang={other.code} onClick={() => change({ language: other.code })}>
      {other.name}
    </button>
  )
}

function problem(error: Error, words: { wrong: string; tooMany: string }, failed: string): string {
  if (!(error instanceof ApiError)) return failed
  return error.status === 429 ? words.tooMany : error.status < 500 ? words.wrong : failed
}
