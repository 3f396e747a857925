import { describe, expect, it } from 'vitest'
import { createLoginOriginCheck } from './createLoginOriginCheck.js'
import { loginLinkOf } from './loginLinkOf.js'

const wanted = { accountId: 4142, agentId: 3142, server: 'online' }
const login = 'https://online.99digital.co.il/app/login?t=1'
const ok = { status: 'OK', accountID: 4142, agentID: '3142', conversation_id: 165, inbox_id: ' 12 ', login }
const read = (change: object = {}, now = 0, asked: object = {}) =>
  loginLinkOf(
    { status: 200, body: { ...ok, ...change }, sentAt: 5_000 },
    { ...wanted, ...asked },
    {
      now: () => 5_000 + now,
      isAllowed: createLoginOriginCheck(),
    },
  )

describe('a link', () => {
  it('has its address, its ids and its life', () => {
    const link = read()
    expect(link.url).toBe(login)
    expect({ ...link }).toEqual({ expiresInSeconds: 300, conversationId: 165, inboxId: 12 })
  })

  it.each([
    ['the ids are null', { accountID: null, agentID: null }],
    ['the ids are missing', { accountID: undefined, agentID: undefined }],
  ])('is taken when %s', (_, change) => {
    expect(read(change).url).toBe(login)
  })

  it.each([[0], [-7], [1.5], ['x12'], ['12x'], ['1'.repeat(16)], [null], [undefined], [2 ** 60]])(
    'has no id when the vendor names %s',
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
  ])('that arrived after %i ms lives for %i s', (now, seconds) => {
    expect(read({}, now).expiresInSeconds).toBe(seconds)
  })
})

describe('what is no link for us', () => {
  const otherAgent = 'The vendor answered with a link for another account or agent (vendor_unavailable'
  const unusable = 'The vendor answered OK, but without a usable login URL (vendor_unavailable'
  it.each<[string, object, string]>([
    ['is for another agent', { agentID: 1 }, otherAgent],
    ['is for another account', { accountID: 'x' }, otherAgent],
    ['has no address', { login: undefined }, unusable],
    ['has an address that is no text', { login: [login] }, unusable],
    ['has no URL', { login: 'online' }, unusable],
    ['is encoded twice as JSON', { login: `${login}\\u0026x=1` }, unusable],
    ['is encoded twice as HTML', { login: `${login}&amp;x=1` }, unusable],
    ['leads elsewhere', { login: 'https://evil.example/path?secret' }, 'https://evil.example'],
    ['leads nowhere', { login: 'javascript:alert(1)' }, 'a javascript: address'],
  ])('when it %s', (_, change, words) => {
    expect(() => read(change)).toThrow(words)
    expect(() => read(change)).not.toThrow('secret')
  })

  const otherTarget = (what: string) =>
    `The vendor answered with a link into another ${what} than was asked for. Ask the vendor (misconfigured`
  it.each<[string, object, object, string]>([
    ['another conversation', { conversation_id: 166 }, { conversationId: 165 }, otherTarget('conversation')],
    ['another conversation as text', { conversation_id: '166' }, { conversationId: 165 }, otherTarget('conversation')],
    [
      'a conversation that cannot be one',
      { conversation_id: 'x' },
      { conversationId: 165 },
      otherTarget('conversation'),
    ],
    [
      'another conversation, the inbox being right',
      {},
      { conversationId: 7, inboxId: 12 },
      otherTarget('conversation'),
    ],
    ['another inbox', { inbox_id: 13 }, { inboxId: 12 }, otherTarget('inbox')],
  ])('when it names %s', (_, change, asked, words) => {
    expect(() => read(change, 0, asked)).toThrow(words)
  })

  it.each<[string, object, object]>([
    ['the conversation that was asked for', {}, { conversationId: 165 }],
    ['it as text', { conversation_id: '165' }, { conversationId: 165 }],
    ['no conversation', { conversation_id: undefined }, { conversationId: 165 }],
    ['no conversation, in so many words', { conversation_id: null }, { conversationId: 165 }],
    ['another inbox, which a conversation outdoes', { inbox_id: 13 }, { conversationId: 165, inboxId: 12 }],
    ['the inbox, and the conversation that was opened in it', { conversation_id: 9 }, { inboxId: 12 }],
    ['no inbox', { inbox_id: undefined }, { inboxId: 12 }],
    ['anything, an agent’s workspace being asked for', { conversation_id: 9, inbox_id: 8 }, {}],
  ])('but not when it names %s', (_, change, asked) => {
    expect(read(change, 0, asked).url).toBe(login)
  })

  it('when it came too late', () => {
    expect(() => read({}, 299_001)).toThrow('The link expired before it arrived (vendor_unavailable')
  })

  it('when there is no body', () => {
    const checks = { now: () => 0, isAllowed: () => true }
    expect(() => loginLinkOf({ status: 200, sentAt: 0 }, wanted, checks)).toThrow('HTTP 200 and no JSON')
  })
})
