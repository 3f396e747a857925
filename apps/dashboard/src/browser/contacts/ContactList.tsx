import { useDeferredValue, useState } from 'react'
import type { ContactBody } from '../../DashboardApi.js'
import { Icon } from '../Icon.js'
import { useWords } from '../settings/PreferencesProvider.js'
import { ContactRow } from './ContactRow.js'
import { useContacts } from './useContacts.js'

export interface ContactListProps {
  current: number | undefined
  needsLogin: (contact: ContactBody) => boolean
}

/** The contacts of the user's teams, with search and unread marks. */
export function ContactList({ current, needsLogin }: ContactListProps) {
  const { contacts: words, app } = useWords()
  const [search, setSearch] = useState('')
  const { data, isError, isPlaceholderData, refetch } = useContacts(useDeferredValue(search))
  return (
    <section className="contact-list" aria-labelledby="contacts-title">
      <header>
        <h2 id="contacts-title">
          {words.title}
          {data && data.unread > 0 && (
            <span className="badge">
              <span aria-hidden="true">{data.unread}</span>
              <span className="unseen">{words.unread(data.unread)}</span>
            </span>
          )}
        </h2>
        <search className="search">
          <Icon name="search" />
          <input
            type="search"
            value={search}
            placeholder={words.search}
            aria-label={words.search}
            onChange={({ target }) => setSearch(target.value)}
          />
        </search>
      </header>
      <p className="unseen" role="status">
        {search && data && !isPlaceholderData && words.found(data.contacts.length)}
      </p>
      {isError && (
        <p className="empty">
          {app.failed}
          <button type="button" className="button" onClick={() => void refetch()}>
            {app.retry}
          </button>
        </p>
      )}
      {data?.contacts.length === 0 && <p className="empty">{words.none}</p>}
      <ul>
        {data?.contacts.map((contact) => (
          <ContactRow
            key={contact.id}
            contact={contact}
            isCurrent={contact.id === current}
            needsLogin={needsLogin(contact)}
          />
        ))}
      </ul>
    </section>
  )
}
