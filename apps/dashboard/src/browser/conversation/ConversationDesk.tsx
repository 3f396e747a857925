import type { ContactBody } from '../../DashboardApi.js'
import { ContactList } from '../contacts/ContactList.js'
import { useContact } from '../contacts/useContacts.js'
import { useWords } from '../settings/PreferencesProvider.js'
import { usePageTitle } from '../usePageTitle.js'
import { ConversationPanel } from './ConversationPanel.js'
import { ConversationTabs } from './ConversationTabs.js'
import { Notice } from './Notice.js'
import { useOpenTabs } from './useOpenTabs.js'

export interface ConversationDeskProps {
  sessionKey: string
  contactId: number | undefined
  /** Whether an open frame goes to another conversation by its URL, without a login. */
  goesByAddress: boolean
}

/** Contacts and open conversations side by side; on narrow screens only one of them. */
export function ConversationDesk({ sessionKey, contactId, goesByAddress }: ConversationDeskProps) {
  const { conversation } = useWords()
  const { tabs, close } = useOpenTabs(sessionKey, contactId)
  const contact = useContact(contactId)
  usePageTitle(contact.data?.name ?? conversation.title)

  function needsLogin({ id, conversationId }: ContactBody): boolean {
    if (tabs.includes(id)) return false
    return !(goesByAddress && contactId !== undefined && conversationId !== undefined)
  }

  return (
    <div className="desk" data-showing={contactId === undefined ? 'list' : 'conversation'}>
      <h1 className="unseen">{conversation.title}</h1>
      <ContactList current={contactId} needsLogin={needsLogin} />
      <div className="desk-main">
        {tabs.length > 0 && <ConversationTabs tabs={tabs} current={contactId} onClose={close} />}
        {contactId === undefined ? (
          <Notice title={conversation.pickTitle} hint={conversation.pickHint} />
        ) : (
          <ConversationPanel contactId={contactId} />
        )}
      </div>
    </div>
  )
}
