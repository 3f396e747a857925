import { useContact } from '../contacts/useContacts.js'
import { Icon } from '../Icon.js'
import { RouteLink } from '../RouteLink.js'
import { useWords } from '../settings/PreferencesProvider.js'

export interface ConversationTabsProps {
  tabs: readonly number[]
  current: number | undefined
  onClose: (id: number) => void
}

/** The open conversations. The provider keeps the hidden ones alive. */
export function ConversationTabs({ tabs, current, onClose }: ConversationTabsProps) {
  const { conversation } = useWords()
  return (
    <nav className="tabs" aria-label={conversation.openTabs}>
      <ul>
        {tabs.map((id) => (
          <Tab key={id} id={id} isCurrent={id === current} onClose={() => onClose(id)} />
        ))}
      </ul>
    </nav>
  )
}

function Tab({ id, isCurrent, onClose }: { id: number; isCurrent: boolean; onClose: () => void }) {
  const { conversation } = useWords()
  const { data, isError } = useContact(id)
  const name = data?.name ?? `#${id}`
  if (isError && !isCurrent) return null
  return (
    <li className="tab">
      <RouteLink
        route={{ page: 'conversation', contactId: id }}
        aria-current={isCurrent ? 'page' : undefined}
        dir="auto"
      >
        {name}
      </RouteLink>
      <button type="button" className="icon-button small" aria-label={conversation.close(name)} onClick={onClose}>
        <Icon name="close" />
      </button>
    </li>
  )
}
