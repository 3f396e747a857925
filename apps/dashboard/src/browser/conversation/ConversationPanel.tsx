import { ConversationFrame, type ConversationFrameError } from '@conversation-frame/react'
import { useEffect, useRef } from 'react'
import { ApiError } from '../callApi.js'
import { Avatar } from '../contacts/Avatar.js'
import { targetOf } from '../contacts/targetOf.js'
import { useContact, useMarkRead } from '../contacts/useContacts.js'
import { Icon } from '../Icon.js'
import { RouteLink } from '../RouteLink.js'
import { useSessionCheck } from '../session/useSession.js'
import { useWords } from '../settings/PreferencesProvider.js'
import { hasNavigated } from '../useRoute.js'
import { Notice } from './Notice.js'

/** A contact and their conversation. */
export function ConversationPanel({ contactId }: { contactId: number }) {
  const { conversation, app } = useWords()
  const { data: contact, error } = useContact(contactId)
  const markRead = useMarkRead()
  const checkSession = useSessionCheck()
  const heading = useFocusOnChange(contact?.id)
  const unread = contact?.unread ?? 0

  if (error && !contact) return <Refusal error={error} />
  if (!contact)
    return (
      <p className="empty" role="status">
        {app.loading}
      </p>
    )

  function onStatusChange(status: string) {
    if (status === 'open' && unread > 0) markRead(contactId)
  }
  function onError({ code }: ConversationFrameError) {
    // The session may have ended in another tab.
    if (code === 'unauthenticated') checkSession()
  }

  const { name, phoneNumber, email, channel, team } = contact
  return (
    <article className="panel" aria-labelledby="panel-title">
      <header className="panel-header">
        <RouteLink route={{ page: 'conversations' }} className="icon-button back" aria-label={conversation.back}>
          <Icon name="back" />
        </RouteLink>
        <Avatar name={name} />
        <div>
          <h2 id="panel-title" ref={heading} tabIndex={-1} dir="auto">
            {name}
          </h2>
          <p>
            {[channel, team].filter(Boolean).join(' · ')}
            {phoneNumber && <bdi dir="ltr">+{phoneNumber.replace(/^\+/, '')}</bdi>}
            {email && <bdi dir="ltr">{email}</bdi>}
          </p>
        </div>
      </header>
      <ConversationFrame
        {...targetOf(contact)}
        className="panel-frame"
        title={conversation.frame(name)}
        onStatusChange={onStatusChange}
        onError={onError}
      />
    </article>
  )
}

function Refusal({ error }: { error: Error }) {
  const { conversation, app } = useWords()
  const status = error instanceof ApiError ? error.status : 0
  if (status === 403) return <Notice title={conversation.otherTeamTitle} hint={conversation.otherTeamHint} />
  if (status === 404) return <Notice title={conversation.missingTitle} hint={conversation.missingHint} />
  return <Notice title={app.failed} />
}

/** Focuses the heading when the user opens a contact, but not on page load. */
function useFocusOnChange(contactId: number | undefined) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (contactId !== undefined && hasNavigated()) heading.current?.focus()
  }, [contactId])
  return heading
}
