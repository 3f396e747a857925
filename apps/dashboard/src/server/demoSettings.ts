import { defaultSeed, type Seed, type SeedAccount } from '@conversation-frame/simulator'
import type { Settings, SettingsAccount, SettingsContact, SettingsUser } from './Settings.js'

/** The demo's users and their teams. `agents` are those of the simulator's seed; everything else belongs to the dashboard. */
const people: Record<number, (Pick<SettingsUser, 'id' | 'teams'> & { agents: number[]; name?: string })[]> = {
  4142: [
    // Leads the shop's support, and stands in for two colleagues.
    { id: 'maya', teams: ['Service', 'Sales'], agents: [3142, 3143, 3144] },
    { id: 'tom', teams: ['Sales'], agents: [3143] },
    { id: 'noa', teams: ['Service'], agents: [3144] },
    // Started today, and does not have an agent at the vendor yet.
    { id: 'robin', teams: ['Service', 'Sales'], agents: [], name: 'Robin Vale' },
  ],
  4150: [{ id: 'gil', teams: ['Bakery'], agents: [3201] }],
  4199: [{ id: 'ben', teams: ['Workshop'], agents: [3301] }],
  4210: [{ id: 'lior', teams: ['Clinic'], agents: [3401] }],
}

/** The team of each inbox. */
const teams: Record<number, string> = {
  12: 'Service',
  13: 'Sales',
  14: 'Service',
  21: 'Bakery',
  31: 'Workshop',
  41: 'Clinic',
}

/** The password of every user of the demo, shown on its sign-in page. */
export const demoPassword = 'demo'

/** The simulator's workspace is same-site with the dashboard, so its session holds in a frame. */
const conversationUrl = '{origin}/app/accounts/{accountId}/conversations/{conversationId}'

/** The dashboard's own records about the simulator's accounts. */
export function demoSettings(seed: Seed = defaultSeed, now = Date.now()): Settings {
  return { conversationUrl, accounts: seed.accounts.map((account) => demoAccount(account, now)) }
}

function demoAccount(account: SeedAccount, now: number): SettingsAccount {
  return {
    id: account.id,
    name: account.name,
    server: account.server,
    users: (people[account.id] ?? []).map((person) => demoUser(person, account)),
    contacts: account.contacts.map((contact) => demoContact(contact, account, now)),
  }
}

function demoUser({ id, teams, agents, name }: NonNullable<(typeof people)[number]>[number], account: SeedAccount) {
  const own = account.agents.filter((agent) => agents.includes(agent.id)).map(({ id, name }) => ({ id, name }))
  const domain = account.agents[0]?.email.split('@')[1] ?? 'example.com'
  return { id, name: name ?? own[0]?.name ?? id, email: `${id}@${domain}`, password: demoPassword, teams, agents: own }
}

function demoContact(contact: SeedAccount['contacts'][number], account: SeedAccount, now: number): SettingsContact {
  const conversation = account.conversations.find(({ contactId }) => contactId === contact.id)
  const inbox = account.inboxes.find(({ id }) => id === conversation?.inboxId) ?? account.inboxes[0]
  const last = conversation?.messages.at(-1)
  const answered = conversation?.messages.findLastIndex(({ from }) => from === 'agent') ?? -1
  return {
    id: contact.id,
    name: contact.name,
    team: teams[inbox?.id ?? 0] ?? account.name,
    unread: conversation?.status === 'resolved' ? 0 : (conversation?.messages.length ?? 0) - answered - 1,
    ...(contact.phoneNumber && { phoneNumber: contact.phoneNumber }),
    ...(contact.email && { email: contact.email }),
    ...(conversation ? { conversationId: conversation.id } : {}),
    ...(inbox && { inboxId: inbox.id, channel: inbox.name }),
    ...(last && { preview: last.text, lastMessageAt: new Date(now - last.minutesAgo * 60_000).toISOString() }),
  }
}
