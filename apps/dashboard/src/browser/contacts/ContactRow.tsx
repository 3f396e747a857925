import { ConversationLink } from '@conversation-frame/react'
import type { ContactBody } from '../../DashboardApi.js'
import { Icon } from '../Icon.js'
import { RouteLink } from '../RouteLink.js'
import { useWords } from '../settings/PreferencesProvider.js'
import { Avatar } from './Avatar.js'
import { targetOf } from './targetOf.js'
import { useContactTime } from './useContactTime.js'
import { usePrefetchOnIntent } from './usePrefetchOnIntent.js'

export interface ContactRowProps {
  contact: ContactBody
  isCurrent: boolean
  /** Whether a click will cost a login. Then the row prefetches its link. */
  needsLogin: boolean
}

/** A contact in the list. It opens here, or in a new tab by its button. */
export function ContactRow({ contact, isCurrent, needsLogin }: ContactRowProps) {
  const { contacts } = useWords()
  const timeOf = useContactTime()
  const intent = usePrefetchOnIntent(contact)
  const { id, name, unread, preview, lastMessageAt } = contact
  return (
    <li className="contact">
      <RouteLink
        route={{ page: 'conversation', contactId: id }}
        aria-current={isCurrent ? 'page' : undefined}
        {...(needsLogin && intent)}
      >
        <Avatar name={name} />
        <span className="contact-lines">
          <span className="contact-top">
            <strong dir="auto">{name}</strong>
            {lastMessageAt && <time dateTime={lastMessageAt}>{timeOf(lastMessageAt)}</time>}
          </span>
          <span className="contact-bottom">
            <span className="contact-preview" dir="auto">
              {preview ?? contacts.firstConversation}
            </span>
            {unread > 0 && (
              <span className="badge">
                <span aria-hidden="true">{unread}</span>
                <span className="unseen">{contacts.unread(unread)}</span>
              </span>
            )}
          </span>
        </span>
      </RouteLink>
      <ConversationLink {...targetOf(contact)} className="icon-button" aria-label={contacts.openInNewTab(name)}>
        <Icon name="newTab" />
      </ConversationLink>
    </li>
  )
}
