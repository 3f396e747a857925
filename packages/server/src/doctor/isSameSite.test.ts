import { expect, it } from 'vitest'
import { isSameSite } from './isSameSite.js'

it.each([
  ['https://app.crm.example', 'https://chat.crm.example', true],
  ['https://app.crm.co.il', 'https://chat.crm.co.il', true],
  ['https://a.co.il', 'https://b.co.il', false],
  ['https://a.github.io', 'https://b.github.io', false],
  ['https://online.99digital.co.il', 'https://app.crm.example', false],
  ['http://app.crm.example', 'https://chat.crm.example', false],
  ['http://localhost:3000', 'http://localhost:4000', true],
  ['http://host.localhost:3000', 'http://vendor.localhost:4000', false],
  ['http://127.0.0.1:3000', 'http://127.0.0.1:4000', true],
  ['http://127.0.0.1', 'http://127.0.0.2', false],
])('%s and %s: %s', (one, other, same) => {
  expect(isSameSite(new URL(one), new URL(other))).toBe(same)
})
