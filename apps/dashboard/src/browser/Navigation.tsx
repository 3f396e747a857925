import type { SessionBody } from '../DashboardApi.js'
import { Icon } from './Icon.js'
import { RouteLink } from './RouteLink.js'
import { AgentMenu } from './session/AgentMenu.js'
import { useWords } from './settings/PreferencesProvider.js'
import { type Route, useRoute } from './useRoute.js'

/** The pages, and the signed-in user. */
export function Navigation({ session }: { session: SessionBody }) {
  const { app, navigation } = useWords()
  const { page } = useRoute()
  const isDesk = page === 'conversations' || page === 'conversation'
  return (
    <header className="rail">
      <span className="brand-mark" role="img" aria-label={app.name}>
        <Icon name="conversations" />
      </span>
      <nav aria-label={navigation.label}>
        <ul>
          <RailLink to="conversations" label={navigation.conversations} isCurrent={isDesk} />
          {session.simulator && (
            <RailLink to="operations" label={navigation.operations} isCurrent={page === 'operations'} />
          )}
          <RailLink to="settings" label={navigation.settings} isCurrent={page === 'settings'} />
        </ul>
      </nav>
      <AgentMenu session={session} />
    </header>
  )
}

interface RailLinkProps {
  to: Extract<Route['page'], 'conversations' | 'operations' | 'settings'>
  label: string
  isCurrent: boolean
}

function RailLink({ to, label, isCurrent }: RailLinkProps) {
  return (
    <li>
      <RouteLink route={{ page: to }} aria-current={isCurrent ? 'page' : undefined}>
        <Icon name={to} />
        <span>{label}</span>
      </RouteLink>
    </li>
  )
}
