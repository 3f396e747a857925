import { ContactList } from '../contacts/ContactList.js'
import { useWords } from '../settings/PreferencesProvider.js'
import { ConversationPanel } from './ConversationPanel.js'
import { ConversationTabs } from './ConversationTabs.js'
import { Notice } from './Notice.js'
import { useOpenTabs } from './useOpenTabs.js'

/** Contacts on one side, the open conversations on the other; on narrow screens one of the two. */
export function ConversationDesk({ sessionKey, contactId }: { sessionKey: string; contactId: number | undefined }) {
  const { conversation } = useWords()
  const { tabs, close } = useOpenTabs(sessionKey, contactId)
  return (
    <div className="desk" data-showing={contactId === undefined ? 'list' : 'conversation'}>
      <ContactList current={contactId} open={tabs} />
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
