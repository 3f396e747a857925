import { describe, expect, it } from 'vitest'
import { agent } from '../../testing/loginEndpoint.js'
import { loginRequest } from '../../testing/loginRequest.js'
import { type Authorize, authorizeTarget } from './authorizeTarget.js'
import { Forbidden } from './Forbidden.js'

const asked = { conversationId: 165, phoneNumber: '972501234567' }
const decide = (authorize: Authorize) => authorizeTarget(authorize, loginRequest(), asked)

it('permits what was asked for, unless the host names something else', async () => {
  expect(await decide(() => agent)).toEqual({ ...agent, target: asked })
  const target = { inboxId: 7, phoneNumber: '+972 50-765-4321' }
  expect(await decide(() => ({ ...agent, target }))).toEqual({
    ...agent,
    target: { inboxId: 7, phoneNumber: '972507654321' },
  })
})

describe('a host that does not permit', () => {
  const notText = 'userId is not a text. Check what authorize returns'
  const notTarget = 'The target that authorize returned does not fit the contract'
  const cases: [string, Authorize, string, string][] = [
    ['finds nobody', () => null, 'unauthenticated', 'authorize found nobody signed in'],
    ['names no user', () => ({ ...agent, userId: '' }), 'internal_error', notText],
    ['names a number', () => ({ ...agent, userId: 7 as never }), 'internal_error', notText],
    ['wants half a target', () => ({ ...agent, target: { inboxId: 7 } }), 'internal_error', notTarget],
    ['refuses', () => Promise.reject(new Forbidden()), 'forbidden', 'authorize refused ('],
    ['says why', () => Promise.reject(new Forbidden('not hers')), 'forbidden', 'authorize refused: not hers ('],
  ]
  it.each(cases)('%s', async (_, authorize, code, words) => {
    const refusal = decide(authorize)
    await expect(refusal).rejects.toMatchObject({ code })
    await expect(refusal).rejects.toThrow(words)
  })

  it('fails on its own', async () => {
    const error = new Error('the database is down')
    await expect(decide(() => Promise.reject(error))).rejects.toBe(error)
  })
})
