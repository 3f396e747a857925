import { Notice } from './conversation/Notice.js'
import { RouteLink } from './RouteLink.js'
import { useWords } from './settings/PreferencesProvider.js'
import { usePageTitle } from './usePageTitle.js'

/** Shown for an unknown URL. */
export function NotFoundPage() {
  const { app } = useWords()
  usePageTitle(app.notFound)
  return (
    <div className="page centered">
      <Notice title={app.notFound} heading="h1" />
      <RouteLink className="button" route={{ page: 'conversations' }}>
        {app.toConversations}
      </RouteLink>
    </div>
  )
}
