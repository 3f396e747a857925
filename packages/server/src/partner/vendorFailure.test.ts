import { describe, expect, it } from 'vitest'
import { isOk, reasonOf, throttled, vendorFailure } from './vendorFailure.js'

const sentAt = 0

describe('a reason', () => {
  it.each([
    ['a number', 36, 36],
    ['a text', '36', 36],
    ['a text with space around it', ' 36 ', 36],
    ['a text of more than digits', '36a', undefined],
    ['a text that ends in digits', 'a36', undefined],
    ['a text without end', '1234567', undefined],
    ['an empty text', '', undefined],
    ['a broken number', 3.5, undefined],
    ['a list', [36], undefined],
    ['nothing', undefined, undefined],
  ])('may be %s', (_, reason, read) => {
    expect(reasonOf({ reason })).toBe(read)
  })

  it('is not there without a body', () => {
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
    [3, 'misconfigured', 'that it has just given out. Check baseUrl, then ask the vendor'],
    [13, 'misconfigured', 'did not see a POST. Something between here and baseUrl rewrites requests'],
    [29, 'misconfigured', 'does not know the account. Check the accountId that authorize returns'],
    [32, 'account_suspended', 'The account is suspended at the vendor. The account owner must talk to the vendor'],
    [34, 'misconfigured', 'does not know the server. Check the server that authorize returns'],
    [35, 'misconfigured', 'does not know the agent in this account. Check the agentId that authorize returns'],
    [36, 'conversation_not_found', 'The vendor has no such conversation or inbox in this account'],
    [37, 'contact_invalid', 'The vendor has no use for this phone number or e-mail address'],
  ])('with reason %i says whose turn it is', (reason, code, words) => {
    const error = vendorFailure({ status: 200, body: { reason }, sentAt })
    expect(error).toMatchObject({ code, reason })
    expect(error.message).toContain(words)
    expect(error.message).toContain(`(the vendor's reason ${reason})`)
  })

  it('with an unknown reason names it, and nothing else of the body', () => {
    const error = vendorFailure({ status: 500, body: { reason: 999, message: 'vendor-words' }, sentAt })
    expect(error).toMatchObject({ code: 'vendor_unavailable', reason: 999 })
    expect(error.message).toContain('The vendor answered with HTTP 500 and an answer of an unknown kind (reason 999)')
    expect(error.message).not.toContain('vendor-words')
  })

  it('without JSON names the status', () => {
    const error = vendorFailure({ status: 502, sentAt })
    expect(error).toMatchObject({ code: 'vendor_unavailable', status: 502 })
    expect(error.message).toMatch(/^The vendor answered with HTTP 502 and no JSON \(vendor_unavailable/)
    expect(Object.keys(error)).not.toContain('reason')
  })

  it('with 429 waits as long as it says, and a minute when it does not', () => {
    const after = (retryAfterSeconds: number) => vendorFailure({ status: 429, retryAfterSeconds, sentAt })
    expect(after(7)).toMatchObject({ code: 'vendor_unavailable', status: 503, retryAfterSeconds: 7 })
    expect(throttled()).toMatchObject({ code: 'vendor_unavailable', status: 503, retryAfterSeconds: 60 })
    expect(throttled(7).message).toContain('The vendor throttles this server for 7 s. Nothing to do but wait')
  })
})
