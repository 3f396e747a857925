import type { Settings, SettingsAccount, SettingsAgent, SettingsContact, SettingsUser } from './Settings.js'

/** A user of the dashboard with the user's account. */
export interface DirectoryUser extends SettingsUser {
  account: Pick<SettingsAccount, 'id' | 'name' | 'server'>
}

/** Stands for a host's database: users, and contacts with their unread marks. */
export type Directory = ReturnType<typeof createDirectory>

export function createDirectory({ accounts }: Settings) {
  const users: DirectoryUser[] = accounts.flatMap(({ id, name, server, users }) =>
    users.map((user) => ({ ...user, account: { id, name, server } })),
  )
  const contacts = accounts.flatMap(({ id, contacts }) => contacts.map((contact) => ({ contact, accountId: id })))
  const read = new Set<number>()

  function seenBy(contact: SettingsContact): SettingsContact {
    return read.has(contact.id) ? { ...contact, unread: 0 } : contact
  }

  /** Contacts of the user's account and teams. */
  function mayOpen(user: DirectoryUser, { contact, accountId }: (typeof contacts)[number]): boolean {
    return accountId === user.account.id && user.teams.includes(contact.team)
  }

  return {
    users: () => users,
    user: (id: string) => users.find((user) => user.id === id),
    userByEmail: (email: string) => users.find((user) => user.email.toLowerCase() === email.trim().toLowerCase()),

    /** The user's agent with that id, or the first one. A user cannot work as another user's agent. */
    agent: (user: DirectoryUser, id?: number): SettingsAgent | undefined =>
      id === undefined ? user.agents[0] : user.agents.find((agent) => agent.id === id),

    /** The contacts of the user's teams that match every word of the search, unread and newest first. */
    contacts(user: DirectoryUser, search = ''): SettingsContact[] {
      const words = search.toLowerCase().split(/\s+/).filter(Boolean)
      return contacts
        .filter((each) => mayOpen(user, each))
        .map(({ contact }) => seenBy(contact))
        .filter((contact) => words.every((word) => textOf(contact).includes(word)))
        .sort((a, b) => (b.lastMessageAt ?? '').localeCompare(a.lastMessageAt ?? ''))
    },

    /** A contact that the user may open; `forbidden` if it belongs to another team or account. */
    contact(user: DirectoryUser, id: number): SettingsContact | 'forbidden' | undefined {
      const found = contacts.find(({ contact }) => contact.id === id)
      return found && (mayOpen(user, found) ? seenBy(found.contact) : 'forbidden')
    },

    markRead: (id: number) => void read.add(id),
  }
}

function textOf({ name, phoneNumber = '', email = '', team, preview = '' }: SettingsContact): string {
  return `${name} ${phoneNumber} +${phoneNumber} ${email} ${team} ${preview}`.toLowerCase()
}
