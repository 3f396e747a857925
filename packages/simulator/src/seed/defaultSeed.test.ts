import { expect, it } from 'vitest'
import { defaultSeed } from './defaultSeed.js'

it('contains the ids of the vendor’s document', () => {
  const account = defaultSeed.accounts.find(({ id }) => id === 4142)
  expect(account).toMatchObject({ server: 'online' })
  expect(account?.agents.map(({ id }) => id)).toContain(3142)
  expect(account?.inboxes.map(({ id }) => id)).toContain(12)
  const conversation = account?.conversations.find(({ id }) => id === 165)
  expect(account?.contacts.find(({ id }) => id === conversation?.contactId)).toMatchObject({
    name: 'Dana Levi',
    phoneNumber: '972501234567',
    email: 'dana@example.com',
  })
})

it('has a suspended account, another server, both languages and enough conversations', () => {
  const { accounts } = defaultSeed
  expect(accounts.filter(({ suspended }) => suspended)).toHaveLength(1)
  expect(new Set(accounts.map(({ server }) => server)).size).toBe(2)
  expect(accounts.flatMap(({ agents }) => agents).length).toBeGreaterThanOrEqual(4)
  expect(accounts.flatMap(({ contacts }) => contacts).length).toBeGreaterThanOrEqual(10)
  expect(accounts.flatMap(({ contacts }) => contacts).some(({ language }) => language === 'he')).toBe(true)
})

it('uses only reserved addresses', () => {
  const { accounts } = defaultSeed
  const emails = accounts.flatMap(({ agents, contacts }) => [...agents, ...contacts].map(({ email }) => email ?? ''))
  for (const email of emails.filter(Boolean)) expect(email).toMatch(/@(example\.(com|org|net)|[a-z]+\.example)$/)
})
