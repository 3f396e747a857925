import { expect, it } from 'vitest'
import { checkFaults } from './checkFaults.js'

it.each([
  [[], 'faults must be an object'],
  [{ login: {} }, '"login" is not one of accessToken, loginConversation'],
  [{ redeem: 500 }, 'redeem must be an object such as { delay: 500 }'],
  [{ redeem: { dealy: 500 } }, 'redeem.dealy is not one of times, delay, hang'],
  [{ redeem: { times: 0 } }, 'redeem.times must be a whole number from 1 to 1000000, not 0'],
  [{ redeem: { delay: -1 } }, 'redeem.delay must be a whole number from 0 to 3600000, not -1'],
  [{ redeem: { hang: false } }, 'redeem.hang must be true, not false'],
  [{ all: { status: 42 } }, 'all.status must be a whole number from 200 to 599, not 42'],
  [{ all: { body: 'xml' } }, 'all.body must be "malformed" or "truncated" or "html" or "empty", not "xml"'],
  [
    { redeem: { reason: 36 } },
    'redeem.reason has no effect there: use it for accessToken, loginConversation, loginAgent',
  ],
  [{ loginAgent: { expirationTime: 'iso' } }, 'loginAgent.expirationTime has no effect there: use it for accessToken'],
  [{ storage: 'no' }, "storage must be 'allowed' or 'denied', not \"no\""],
  [{ cookie: 'strict' }, "cookie must be 'lax', 'none' or 'partitioned', not \"strict\""],
  [{ frameOptions: ['host.example'] }, 'frameOptions must be an origin'],
  [{ throttle: { perIp: { max: 5, windowMs: 1 } } }, 'throttle max must be a number of at least 1, not undefined'],
  [{ sessionCap: 0 }, 'sessionCap must be a number of at least 1, not 0'],
])('refuses %j with the reason', (faults, problem) => {
  expect(() => checkFaults(faults)).toThrow(problem)
})

it('accepts every field', () => {
  const everything = {
    ...{ times: 1, delay: 0, hang: true, drop: true, status: 503, retryAfter: 1, reason: 36, body: 'html' },
    ...{ expirationTime: 'iso', ids: 'strings', casing: 'lower', login: 'escaped' },
  }
  expect(() => checkFaults({ all: everything, cookie: 'none', frameOptions: 'deny', throttle: false })).not.toThrow()
})
