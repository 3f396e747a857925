import { expect, it } from 'vitest'
import { checkSeed } from './checkSeed.js'
import { defaultSeed } from './defaultSeed.js'
import type { SeedAccount } from './Seed.js'

const account: SeedAccount = {
  id: 1,
  name: 'A',
  server: 'online',
  agents: [{ id: 1, name: 'A', email: 'a@a.example' }],
  inboxes: [{ id: 1, name: 'I', channel: 'email' }],
  contacts: [{ id: 1, name: 'C', email: 'c@c.example' }],
  conversations: [{ id: 1, inboxId: 1, contactId: 1, messages: [] }],
}

it('accepts the default seed and a small one', () => {
  expect(() => checkSeed(defaultSeed)).not.toThrow()
  expect(() => checkSeed({ accounts: [account] })).not.toThrow()
})

it.each([
  [{ id: 0 }, 'account ids must be positive integers, not 0'],
  [
    { server: 'online.example' },
    'account 1: server must be one subdomain label such as "online", not "online.example"',
  ],
  [{ agents: [...account.agents, ...account.agents] }, 'agent ids must be unique: 1 is a duplicate'],
  [{ inboxes: [] }, 'account 1: conversation 1 has an unknown inboxId'],
  [{ contacts: [] }, 'account 1: conversation 1 has an unknown contactId'],
  [{ contacts: [{ id: 1, name: 'C' }] }, 'account 1: contact 1 needs a phoneNumber or an email'],
])('refuses %j with the reason', (change, problem) => {
  expect(() => checkSeed({ accounts: [{ ...account, ...change }] })).toThrow(`Invalid seed: ${problem}.`)
})

it('refuses ids that two accounts share', () => {
  expect(() => checkSeed({ accounts: [account, { ...account, id: 2 }] })).toThrow('agent ids must be unique')
})
