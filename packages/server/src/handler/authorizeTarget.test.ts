import { describe, expect, it } from 'vitest'
import { agent } from '../../testing/loginEndpoint.js'
import { loginRequest } from '../../testing/loginRequest.js'
import { normaliseTarget } from '../target/normaliseTarget.js'
import { type Authorize, authorizeTarget } from './authorizeTarget.js'
import { Forbidden } from './Forbidden.js'

const asked = normaliseTarget({ conversationId: 165, phoneNumber: '972501234567' })
const decide = (authorize: Authorize) => authorizeTarget(authorize, loginRequest(), asked)

const { userId, ...login } = agent

it('returns the target of the browser, unless the host returns another one', async () => {
  expect(await decide(() => agent)).toEqual({ userId, login: { ...login, ...asked } })
  const target = { inboxId: 7, phoneNumber: '+972 50-765-4321' }
  expect(await decide(() => ({ ...agent, target }))).toEqual({
    userId,
    login: { ...login, inboxId: 7, phoneNumber: '972507654321' },
  })
})

describe('refuses when the host', () => {
  const invalidUser = 'userId must be a non-empty string. Check what authorize returns'
  const invalidTarget = 'The target that authorize returned does not match the contract'
  const cases: [string, Authorize, string, string][] = [
    ['finds no user', () => null, 'unauthenticated', 'authorize found no signed-in user'],
    ['returns an empty userId', () => ({ ...agent, userId: '' }), 'internal_error', invalidUser],
    ['returns a number as userId', () => ({ ...agent, userId: 7 as never }), 'internal_error', invalidUser],
    ['returns an incomplete target', () => ({ ...agent, target: { inboxId: 7 } }), 'internal_error', invalidTarget],
    ['throws Forbidden', () => Promise.reject(new Forbidden()), 'forbidden', 'authorize refused ('],
    [
      'throws Forbidden with a message',
      () => Promise.reject(new Forbidden('not hers')),
      'forbidden',
      'authorize refused: not hers (',
    ],
  ]
  it.each(cases)('%s', async (_, authorize, code, words) => {
    const refusal = decide(authorize)
    await expect(refusal).rejects.toMatchObject({ code })
    await expect(refusal).rejects.toThrow(words)
  })

  it('throws another error, which is passed on', async () => {
    const error = new Error('the database is down')
    await expect(decide(() => Promise.reject(error))).rejects.toBe(error)
  })
})
