import { Notice } from './conversation/Notice.js'
import { RouteLink } from './RouteLink.js'
import { useWords } from './settings/PreferencesProvider.js'

/** For an address that leads nowhere. */
export function NotFoundPage() {
  const { app } = useWords()
  return (
    <div className="page centered">
      <Notice title={app.notFound} hint="" />
      <RouteLink className="button" route={{ page: 'conversations' }}>
        {app.toConversations}
      </RouteLink>
    </div>
  )
}
