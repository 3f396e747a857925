import { ConversationFrameProvider, type ConversationUrl } from '@conversation-frame/react'
import type { SessionBody } from '../DashboardApi.js'
import { ConversationDesk } from './conversation/ConversationDesk.js'
import { frameLocales } from './conversation/frameLocales.js'
import { Navigation } from './Navigation.js'
import { NotFoundPage } from './NotFoundPage.js'
import { OperationsPage } from './operations/OperationsPage.js'
import { usePreferences } from './settings/PreferencesProvider.js'
import { SettingsPage } from './settings/SettingsPage.js'
import { useRoute } from './useRoute.js'

/** The number of conversations kept alive while hidden. */
const keepAlive = 4

/**
 * Milliseconds until a login counts as settled. The simulator is local and its pages load fast, so a demo needs no longer
 * wait.
 */
const simulatorSettleTime = 1_000

/** The signed-in application. */
export function Workspace({ session }: { session: SessionBody }) {
  const { language, words } = usePreferences()
  const { user, agent, loginOrigins, simulator } = session
  const sessionKey = `${user?.id}/${agent?.id}`
  return (
    <ConversationFrameProvider
      endpoint="/api/conversation-login"
      loginOrigins={loginOrigins}
      sessionKey={sessionKey}
      locale={frameLocales[language]}
      keepAlive={keepAlive}
      conversationUrl={conversationUrlOf(session)}
      settleTime={simulator ? simulatorSettleTime : undefined}
    >
      <a className="skip" href="#content">
        {words.app.skip}
      </a>
      <div className="workspace">
        <Navigation session={session} />
        <main id="content" tabIndex={-1}>
          <Page key={sessionKey} session={session} sessionKey={sessionKey} />
        </main>
      </div>
    </ConversationFrameProvider>
  )
}

function Page({ session, sessionKey }: { session: SessionBody; sessionKey: string }) {
  const route = useRoute()
  if (route.page === 'settings') return <SettingsPage />
  if (route.page === 'operations' && session.simulator) return <OperationsPage />
  if (route.page === 'conversations' || route.page === 'conversation') {
    const contactId = route.page === 'conversation' ? route.contactId : undefined
    const goesByAddress = session.conversationUrl !== null
    return <ConversationDesk sessionKey={sessionKey} contactId={contactId} goesByAddress={goesByAddress} />
  }
  return <NotFoundPage />
}

/** With it an open frame shows another conversation without a login, and Back never reaches a used link. */
function conversationUrlOf({ conversationUrl }: SessionBody): ConversationUrl | undefined {
  if (!conversationUrl) return undefined
  return ({ origin, conversationId }) =>
    conversationUrl.replace('{origin}', origin).replace('{conversationId}', String(conversationId))
}
