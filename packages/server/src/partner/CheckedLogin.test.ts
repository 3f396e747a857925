import { expect, it } from 'vitest'
import { CheckedLogin, checkLogin } from './CheckedLogin.js'

const agent = { accountId: 1, agentId: 1, server: 'online' }

it('normalises the contact', () => {
  const login = checkLogin({ ...agent, conversationId: 165, phoneNumber: '+972 50-123-4567', name: 'Dana' })
  expect(login).toEqual({ ...agent, conversationId: 165, phoneNumber: '972501234567', name: 'Dana' })
})

it('accepts a checked login as it is', () => {
  const login = new CheckedLogin(agent)
  expect(checkLogin(login)).toBe(login)
})

it.each([
  [{ accountId: 0 }, 'accountId must be a positive integer. Check what authorize returns (internal_error'],
  [{ accountId: '1' as never }, 'accountId must be a positive integer'],
  [{ agentId: 1.5 }, 'agentId must be a positive integer'],
  [{ agentId: -1 }, 'agentId must be a positive integer'],
  [{ server: 'a.b' }, 'server must be a subdomain like "online". Check what authorize returns (internal_error'],
])('rejects an agent with %o', (invalid, words) => {
  expect(() => new CheckedLogin({ ...agent, ...invalid })).toThrow(words)
})

it.each([
  [undefined, 'dana@example.com'],
  [165, undefined],
  [0, 'dana@example.com'],
])('rejects the target %o, %o with a detail for the browser', (conversationId, email) => {
  const detail = 'A conversationId or an inboxId is required, and a phoneNumber or an email'
  const rejected = expect(() => checkLogin({ ...agent, conversationId, email }))
  rejected.toThrow(expect.objectContaining({ code: 'invalid_request', detail }))
  rejected.toThrow(detail)
})
