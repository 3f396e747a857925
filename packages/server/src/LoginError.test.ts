import { endpointErrors } from '@conversation-frame/contract'
import { expect, it } from 'vitest'
import { LoginError } from './LoginError.js'

it('says what happened, with the code and a link to the documentation', () => {
  const error = new LoginError('misconfigured', 'clientId is empty')
  expect(error.message).toBe(
    'clientId is empty (misconfigured, see https://github.com/conversation-frame/conversation-frame/blob/main/docs/errors.md#misconfigured)',
  )
  expect(error).toMatchObject({
    name: 'LoginError',
    code: 'misconfigured',
    status: endpointErrors.misconfigured.status,
  })
})

it('has only the details that are known', () => {
  expect(Object.keys(new LoginError('forbidden', 'No')).sort()).toEqual(['code', 'name', 'status'])
  expect(new LoginError('vendor_unavailable', 'Wait', { status: 503, retryAfterSeconds: 9, reason: 3 })).toMatchObject({
    status: 503,
    retryAfterSeconds: 9,
    reason: 3,
  })
})

it('has a message of one line', () => {
  const { message } = new LoginError('forbidden', 'a\nb\u009b31m\u2028\u202e')
  expect(message).toMatch(/^a\\u000ab\\u009b31m\\u2028\\u202e \(forbidden/)
})
