import { Notice } from './conversation/Notice.js'
import { SignInPage } from './session/SignInPage.js'
import { useSession } from './session/useSession.js'
import { useWords } from './settings/PreferencesProvider.js'
import { Workspace } from './Workspace.js'

/** Sign-in or workspace. Signing in keeps the current URL. */
export function App() {
  const { app } = useWords()
  const { data: session, isError, refetch } = useSession()
  if (session?.user) return <Workspace session={session} />
  if (session) return <SignInPage demoUsers={session.demoUsers} />
  if (!isError) return null
  return (
    <main className="empty">
      <Notice title={app.failed} heading="h1" />
      <button type="button" className="button primary" onClick={() => void refetch()}>
        {app.retry}
      </button>
    </main>
  )
}
