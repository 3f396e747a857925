import { expect, it } from 'vitest'
import { loginLinkBody } from './LoginLinkBody.js'

it.each([
  [{ url: 'https://online.99digital.co.il/x', expiresInSeconds: 300 }],
  [{ url: 'https://online.99digital.co.il/x', expiresInSeconds: 300, conversationId: 165, inboxId: 12 }],
  [{ url: 'https://online.99digital.co.il/x', expiresInSeconds: 299.5, later: 'an addition to the contract' }],
])('accepts %j', (body) => {
  expect(loginLinkBody.safeParse(body).success).toBe(true)
})

it.each([
  ['no url', { expiresInSeconds: 300 }],
  ['an empty url', { url: '', expiresInSeconds: 300 }],
  ['no life', { url: 'https://online.99digital.co.il/x' }],
  ['a life of 0', { url: 'https://online.99digital.co.il/x', expiresInSeconds: 0 }],
  ['a date for a life', { url: 'https://online.99digital.co.il/x', expiresInSeconds: '2026-01-01' }],
  ['an endless life', { url: 'https://online.99digital.co.il/x', expiresInSeconds: Number.POSITIVE_INFINITY }],
])('refuses %s', (_, body) => {
  expect(loginLinkBody.safeParse(body).success).toBe(false)
})
