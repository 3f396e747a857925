import { SimulatorError } from '../SimulatorError.js'
import type { Seed, SeedAccount } from './Seed.js'

/** Throws for an invalid seed, and names the first problem. */
export function checkSeed(seed: Seed): void {
  const agents: number[] = []
  const emails: string[] = []
  const conversations: number[] = []
  unique(
    'account ids',
    seed.accounts.map(({ id }) => id),
  )
  for (const account of seed.accounts) {
    checkAccount(account)
    agents.push(...account.agents.map(({ id }) => id))
    emails.push(...account.agents.map(({ email }) => email.toLowerCase()))
    conversations.push(...account.conversations.map(({ id }) => id))
  }
  unique('agent ids', agents)
  unique('agent email addresses', emails)
  unique('conversation ids', conversations)
}

function checkAccount(account: SeedAccount): void {
  const where = `account ${account.id}`
  if (!/^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/.test(account.server)) {
    fail(`${where}: server must be one subdomain label such as "online", not ${JSON.stringify(account.server)}`)
  }
  unique(
    `inbox ids of ${where}`,
    account.inboxes.map(({ id }) => id),
  )
  unique(
    `contact ids of ${where}`,
    account.contacts.map(({ id }) => id),
  )
  for (const contact of account.contacts) {
    if (!contact.phoneNumber && !contact.email) fail(`${where}: contact ${contact.id} needs a phoneNumber or an email`)
  }
  for (const { id, inboxId, contactId } of account.conversations) {
    if (!account.inboxes.some((inbox) => inbox.id === inboxId))
      fail(`${where}: conversation ${id} has an unknown inboxId`)
    if (!account.contacts.some((contact) => contact.id === contactId)) {
      fail(`${where}: conversation ${id} has an unknown contactId`)
    }
  }
}

function unique(what: string, values: (number | string)[]): void {
  const duplicate = values.find((value, index) => values.indexOf(value) !== index)
  if (duplicate !== undefined) fail(`${what} must be unique: ${duplicate} is a duplicate`)
  const wrong = values.find((value) => typeof value === 'number' && !(Number.isSafeInteger(value) && value > 0))
  if (wrong !== undefined) fail(`${what} must be positive integers, not ${wrong}`)
}

function fail(problem: string): never {
  throw new SimulatorError('invalid_seed', `Invalid seed: ${problem}.`)
}
