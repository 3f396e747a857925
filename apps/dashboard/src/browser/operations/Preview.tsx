import { ConversationFrame } from '@conversation-frame/react'
import { useState } from 'react'
import { targetOf } from '../contacts/targetOf.js'
import { useContacts } from '../contacts/useContacts.js'
import { useWords } from '../settings/PreferencesProvider.js'

/** A conversation beside the switches. It opens on request only, because each view costs a link. */
export function Preview() {
  const { operations, conversation } = useWords()
  const [isOpen, setIsOpen] = useState(false)
  const contact = useContacts('').data?.contacts[0]
  if (!contact) return null
  return (
    <section className="card preview" aria-labelledby="preview-title">
      <h2 id="preview-title">{operations.preview}</h2>
      <p>{operations.previewHint}</p>
      {isOpen ? (
        <ConversationFrame {...targetOf(contact)} className="preview-frame" title={conversation.frame(contact.name)} />
      ) : (
        <button type="button" className="button" onClick={() => setIsOpen(true)}>
          {conversation.frame(contact.name)}
        </button>
      )}
    </section>
  )
}
