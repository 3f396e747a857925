import { describe, expect, it } from 'vitest'
import { createLoginOriginCheck } from './createLoginOriginCheck.js'
import { loginLinkOf } from './loginLinkOf.js'

const requested = { accountId: 4142, agentId: 3142, server: 'online' }
const login = 'https://online.99digital.co.il/app/login?t=1'
const ok = { status: 'OK', accountID: 4142, agentID: '3142', conversation_id: 165, inbox_id: ' 12 ', login }
const read = (change: object = {}, now = 0, asked: object = {}) =>
  loginLinkOf(
    { status: 200, body: { ...ok, ...change }, sentAt: 5_000 },
    { ...requested, ...asked },
    {
      now: () => 5_000 + now,
      isAllowed: createLoginOriginCheck(),
    },
  )

describe('a link', () => {
  it('has its URL, its ids and its lifetime', () => {
    const link = read()
    expect(link.url).toBe(login)
    expect({ ...link }).toEqual({ expiresInSeconds: 300, conversationId: 165, inboxId: 12 })
  })

  it.each([
    ['the ids are null', { accountID: null, agentID: null }],
    ['the ids are missing', { accountID: undefined, agentID: undefined }],
  ])('is accepted if %s', (_, change) => {
    expect(read(change).url).toBe(login)
  })

  it.each([[0], [-7], [1.5], ['x12'], ['12x'], ['1'.repeat(16)], [null], [undefined], [2 ** 60]])(
    'has no id if the vendor names %s',
    (id) => {
      expect({ ...read({ conversation_id: id, inbox_id: id }) }).toEqual({ expiresInSeconds: 300 })
    },
  )

  it.each([
    [1, 299],
    [1_000, 299],
    [1_001, 298],
    [299_000, 1],
    [-60_000, 300],
  ])('that arrives after %i ms is valid for %i s', (now, seconds) => {
    expect(read({}, now).expiresInSeconds).toBe(seconds)
  })
})

describe('an answer is rejected', () => {
  const otherAgent = 'The vendor returned a link for another account or agent (vendor_unavailable'
  const unusable = 'The vendor answered OK, but without a usable login URL (vendor_unavailable'
  it.each<[string, object, string]>([
    ['is for another agent', { agentID: 1 }, otherAgent],
    ['is for another account', { accountID: 'x' }, otherAgent],
    ['has no URL', { login: undefined }, unusable],
    ['has an array as URL', { login: [login] }, unusable],
    ['has a string that is not a URL', { login: 'online' }, unusable],
    ['is encoded twice as JSON', { login: `${login}\\u0026x=1` }, unusable],
    ['is encoded twice as HTML', { login: `${login}&amp;x=1` }, unusable],
    ['leads to another origin', { login: 'https://evil.example/path?secret' }, 'https://evil.example'],
    ['has a javascript: URL', { login: 'javascript:alert(1)' }, 'a javascript: URL'],
  ])('if it %s', (_, change, words) => {
    expect(() => read(change)).toThrow(words)
    expect(() => read(change)).not.toThrow('secret')
  })

  const otherTarget = (what: string) =>
    `The vendor returned a link to a different ${what} from the one requested. Contact the vendor (misconfigured`
  it.each<[string, object, object, string]>([
    ['another conversation', { conversation_id: 166 }, { conversationId: 165 }, otherTarget('conversation')],
    [
      'another conversation as a string',
      { conversation_id: '166' },
      { conversationId: 165 },
      otherTarget('conversation'),
    ],
    ['an invalid conversation', { conversation_id: 'x' }, { conversationId: 165 }, otherTarget('conversation')],
    [
      'another conversation and the requested inbox',
      {},
      { conversationId: 7, inboxId: 12 },
      otherTarget('conversation'),
    ],
    ['another inbox', { inbox_id: 13 }, { inboxId: 12 }, otherTarget('inbox')],
  ])('if it names %s', (_, change, asked, words) => {
    expect(() => read(change, 0, asked)).toThrow(words)
  })

  it.each<[string, object, object]>([
    ['the requested conversation', {}, { conversationId: 165 }],
    ['it as a string', { conversation_id: '165' }, { conversationId: 165 }],
    ['no conversation', { conversation_id: undefined }, { conversationId: 165 }],
    ['a conversation of null', { conversation_id: null }, { conversationId: 165 }],
    ['another inbox beside the requested conversation', { inbox_id: 13 }, { conversationId: 165, inboxId: 12 }],
    ['the requested inbox and a conversation in it', { conversation_id: 9 }, { inboxId: 12 }],
    ['no inbox', { inbox_id: undefined }, { inboxId: 12 }],
    ['any target, for an agent’s workspace', { conversation_id: 9, inbox_id: 8 }, {}],
  ])('but not if it names %s', (_, change, asked) => {
    expect(read(change, 0, asked).url).toBe(login)
  })

  it('if it arrives too late', () => {
    expect(() => read({}, 299_001)).toThrow('The link expired before it arrived (vendor_unavailable')
  })

  it('if it has no body', () => {
    const checks = { now: () => 0, isAllowed: () => true }
    expect(() => loginLinkOf({ status: 200, sentAt: 0 }, requested, checks)).toThrow(
      'HTTP 200 and a body that is not JSON',
    )
  })
})
