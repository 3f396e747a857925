import { expect, it } from 'vitest'
import { loginRequestBody } from './LoginRequestBody.js'

it.each([
  [{ conversationId: 165, phoneNumber: '972501234567' }],
  [{ inboxId: 12, email: 'dana@example.com', name: 'Dana Levi' }],
  [{ conversationId: 165, inboxId: 12, phoneNumber: '+972 50-123-4567', email: 'dana@example.com' }],
  [{ conversationId: 165, inboxId: undefined, phoneNumber: '972501234567', email: undefined }],
])('accepts %j', (body) => {
  expect(loginRequestBody.safeParse(body).success).toBe(true)
})

it.each([
  ['no id', { phoneNumber: '972501234567' }],
  ['no contact', { conversationId: 165 }],
  ['a conversation of 0', { conversationId: 0, email: 'dana@example.com' }],
  ['an id as text', { conversationId: '165', email: 'dana@example.com' }],
  ['half an id', { inboxId: 1.5, email: 'dana@example.com' }],
  ['an empty phone number', { inboxId: 12, phoneNumber: '' }],
  ['a name of 256 characters', { inboxId: 12, email: 'dana@example.com', name: 'x'.repeat(256) }],
  ['null', null],
  ['a list', []],
])('refuses %s', (_, body) => {
  expect(loginRequestBody.safeParse(body).success).toBe(false)
})

it('drops an account or agent named by the browser', () => {
  const body = { conversationId: 165, email: 'dana@example.com', accountID: 1, agentID: 2, server: 'evil' }
  expect(loginRequestBody.parse(body)).toEqual({ conversationId: 165, email: 'dana@example.com' })
})
