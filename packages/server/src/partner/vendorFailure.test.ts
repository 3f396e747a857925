import { describe, expect, it } from 'vitest'
import { isOk, reasonOf, vendorFailure } from './vendorFailure.js'

const sentAt = 0

describe('a reason', () => {
  it.each([
    ['a number', 36, 36],
    ['a string', '36', 36],
    ['a string with spaces around it', ' 36 ', 36],
    ['a string with more than digits', '36a', undefined],
    ['a string that ends in digits', 'a36', undefined],
    ['a string of too many digits', '1234567', undefined],
    ['an empty string', '', undefined],
    ['a fraction', 3.5, undefined],
    ['an array', [36], undefined],
    ['missing', undefined, undefined],
  ])('that is %s is read', (_, reason, read) => {
    expect(reasonOf({ reason })).toBe(read)
  })

  it('is undefined without a body', () => {
    expect(reasonOf(undefined)).toBeUndefined()
  })
})

describe('success', () => {
  it.each<[Record<string, unknown>, boolean]>([
    [{ status: 'OK' }, true],
    [{ status: 'ok', reason: 1 }, true],
    [{ status: 'OK', reason: 36 }, false],
    [{ status: 'FAIL' }, false],
    [{ status: 'FAIL', reason: 1 }, false],
    [{ status: 1 }, false],
    [{}, false],
  ])('%o', (body, isSuccess) => {
    expect(isOk(body)).toBe(isSuccess)
  })
})

describe('a failed answer', () => {
  it.each([
    [2, 'misconfigured', 'The vendor refuses the credentials. Check clientId and clientSecret'],
    [3, 'misconfigured', 'that it has just issued. Check baseUrl, then ask the vendor'],
    [13, 'misconfigured', 'did not receive a POST. Something between this server and baseUrl rewrites requests'],
    [29, 'misconfigured', 'does not know the account. Check the accountId that authorize returns'],
    [32, 'account_suspended', 'The vendor has suspended the account. Its owner must contact the vendor'],
    [34, 'misconfigured', 'does not know the server. Check the server that authorize returns'],
    [35, 'misconfigured', 'does not know the agent in this account. Check the agentId that authorize returns'],
    [36, 'conversation_not_found', 'The vendor has no such conversation or inbox in this account'],
    [37, 'contact_invalid', 'The vendor does not accept this phone number or e-mail address'],
  ])('with reason %i says what to check', (reason, code, words) => {
    const error = vendorFailure({ status: 200, body: { reason }, sentAt })
    expect(error).toMatchObject({ code, reason })
    expect(error.message).toContain(words)
    expect(error.message).toContain(`(the vendor's reason ${reason})`)
  })

  it('with an undocumented reason names it, and nothing else from the body', () => {
    const error = vendorFailure({ status: 500, body: { reason: 999, message: 'vendor-words' }, sentAt })
    expect(error).toMatchObject({ code: 'vendor_unavailable', reason: 999 })
    expect(error.message).toContain('The vendor answered with HTTP 500 and an undocumented answer (reason 999)')
    expect(error.message).not.toContain('vendor-words')
  })

  it('without JSON names the status', () => {
    const error = vendorFailure({ status: 502, sentAt })
    expect(error).toMatchObject({ code: 'vendor_unavailable', status: 502 })
    expect(error.message).toMatch(/^The vendor answered with HTTP 502 and a body that is not JSON \(vendor_unavailable/)
    expect(Object.keys(error)).not.toContain('reason')
  })

  it('with status 429 waits as long as it says, or a minute', () => {
    const after = (retryAfterSeconds: number) => vendorFailure({ status: 429, retryAfterSeconds, sentAt })
    expect(after(7)).toMatchObject({ code: 'vendor_unavailable', status: 503, retryAfterSeconds: 7 })
    expect(vendorFailure({ status: 429, sentAt })).toMatchObject({ status: 503, retryAfterSeconds: 60 })
    expect(after(7).message).toContain('The vendor throttles this server for 7 s. Wait, then try again')
  })
})
