import { afterEach, describe, expect, it, vi } from 'vitest'
import type { FrameOptions } from '../FrameOptions.js'
import { type FrameDefaults, frameSettings } from './frameSettings.js'

const endpoint = '/api/conversation-login'
const dana = { conversationId: 165, phoneNumber: '972501234567' }
const mint = async () => ({ url: 'https://online.99digital.co.il/', expiresInSeconds: 300 })
const otherMint = async () => mint()

function settings(options: object = {}, defaults: FrameDefaults = {}) {
  return frameSettings(
    { ...dana, endpoint, title: 'Dana', ...options } as Parameters<typeof frameSettings>[0],
    defaults,
  )
}

afterEach(() => {
  vi.unstubAllEnvs()
  vi.restoreAllMocks()
  vi.resetModules()
})

describe('defaults', () => {
  it('are filled in', () => {
    expect(settings()).toMatchObject({
      credentials: 'same-origin',
      loginOrigins: ['https://*.99digital.co.il'],
      requestTimeout: 15_000,
      settleTime: 3_000,
      loadTimeout: 20_000,
      budget: { max: 3, windowMs: 300_000 },
      loading: 'eager',
    })
  })

  it('stand for what is null where there are no types', () => {
    expect(settings({ allow: null, budget: null })).toMatchObject({
      allow: settings().allow,
      budget: settings().budget,
    })
  })

  it('let the vendor’s page work, and not take the dashboard away', () => {
    const { sandbox, allow } = settings()
    expect(sandbox.split(' ').sort()).toEqual([
      'allow-downloads',
      'allow-forms',
      'allow-popups',
      'allow-popups-to-escape-sandbox',
      'allow-same-origin',
      'allow-scripts',
      'allow-storage-access-by-user-activation',
    ])
    expect(allow.split('; ').sort()).toEqual([
      'autoplay',
      'camera',
      'clipboard-read',
      'clipboard-write',
      'fullscreen',
      'keyboard-map',
      'microphone',
    ])
  })

  it.each([
    ['the frame', { loadTimeout: 1 }, {}, 1],
    ['the provider', {}, { loadTimeout: 2 }, 2],
    ['the frame before the provider', { loadTimeout: 1 }, { loadTimeout: 2 }, 1],
    ['the provider, where the frame says undefined', { loadTimeout: undefined }, { loadTimeout: 2 }, 2],
    ['neither, where both say undefined', { loadTimeout: undefined }, { loadTimeout: undefined }, 20_000],
  ])('are those of %s', (_, options, defaults, expected) => {
    expect(settings(options, defaults as FrameDefaults).loadTimeout).toBe(expected)
  })
})

/** Whether a change of options makes a difference to what is compared. */
function differs(
  by: 'key' | 'poolKey' | 'loginKey',
  options: FrameOptions | object,
  defaults: FrameDefaults = {},
): boolean {
  return JSON.stringify(settings(options, defaults)[by]) !== JSON.stringify(settings()[by])
}

describe('another view', () => {
  it.each([
    ['another conversation', { conversationId: 166 }],
    ['an inbox of that number', { conversationId: undefined, inboxId: 165 }],
    ['another phone number', { phoneNumber: '972502345678' }],
    ['an e-mail address more', { email: 'dana@example.com' }],
    ['another endpoint', { endpoint: '/other' }],
    ['a function instead of an address', { endpoint: mint }],
  ])('is one of %s', (_, options) => {
    expect(differs('key', options)).toBe(true)
    expect(differs('poolKey', options)).toBe(true)
  })

  it('is one of another user', () => {
    expect(differs('key', {}, { sessionKey: 'tom' })).toBe(true)
    expect(differs('poolKey', {}, { sessionKey: 'tom' })).toBe(true)
    expect(settings({}, { sessionKey: 'tom' }).poolKey[0]).toBe('tom')
    expect(settings().poolKey[0]).toBe('')
  })

  it.each([
    ['another name', { name: 'Dana L.' }],
    ['another title', { title: 'Dana L.' }],
    ['an inbox beside the conversation', { inboxId: 12 }],
    ['another time', { loadTimeout: 1 }],
    ['undefined fields', { email: undefined, inboxId: undefined }],
    ['the same endpoint, from the provider', { endpoint: undefined }, { endpoint }],
  ])('is not one with %s', (_, options, defaults: FrameDefaults = {}) => {
    expect(differs('key', options, defaults)).toBe(false)
    expect(differs('poolKey', options, defaults)).toBe(false)
  })

  it('is not a change for another function: an inline one is new at each render', () => {
    expect(settings({ endpoint: mint }).key).toBe(settings({ endpoint: otherMint }).key)
  })

  it('takes no link that another function has prefetched', () => {
    expect(settings({ endpoint: mint }).poolKey).toEqual(settings({ endpoint: mint }).poolKey)
    expect(settings({ endpoint: mint }).poolKey).not.toEqual(settings({ endpoint: otherMint }).poolKey)
  })

  it('tells conversation and contact apart, whatever their numbers', () => {
    const inbox = (inboxId: number) => settings({ conversationId: undefined, inboxId })
    expect(inbox(12).key).not.toBe(inbox(13).key)
    expect(inbox(12).poolKey).not.toEqual(inbox(13).poolKey)
  })
})

describe('a login', () => {
  it.each([
    ['another conversation', { conversationId: 166 }, {}, false],
    ['another contact', { phoneNumber: '972502345678' }, {}, false],
    ['another endpoint', { endpoint: '/other' }, {}, true],
    ['another vendor', { loginOrigins: ['https://chat.example.com'] }, {}, true],
    ['another user', {}, { sessionKey: 'tom' }, true],
    ['a frame with cookies of its own', { credentialless: true }, {}, true],
  ])('for %s', (_, options, defaults: FrameDefaults, isOther) => {
    expect(differs('loginKey', options, defaults)).toBe(isOther)
  })
})

describe('options that cannot work', () => {
  const wrong: [string, object, RegExp][] = [
    ['no endpoint', { endpoint: undefined }, /endpoint is required/],
    ['an empty endpoint', { endpoint: '' }, /endpoint is required/],
    ['login origins that are not a list', { loginOrigins: 'https://chat.example.com' }, /loginOrigins/],
    ['a login origin with a path', { loginOrigins: ['https://chat.example.com/app'] }, /a list of origins/],
    ['a login origin with a slash', { loginOrigins: ['https://chat.example.com/'] }, /a list of origins/],
    ['a login origin without a scheme', { loginOrigins: ['chat.example.com'] }, /loginOrigins/],
    ['one of two login origins', { loginOrigins: ['https://a.example', 'ftp://b.example'] }, /loginOrigins/],
    [
      'a login origin with * for a part of a label',
      { loginOrigins: ['https://*example.com'] },
      /https:\/\/\*\.example\.com/,
    ],
    ['a login origin that is not a string', { loginOrigins: [undefined] }, /loginOrigins/],
    ['a login origin behind another text', { loginOrigins: ['x https://a.example'] }, /loginOrigins/],
    ['no target', { conversationId: undefined }, /conversationId/],
  ]

  it.each(wrong)('throw in development: %s', (_, options, message) => {
    expect(() => settings(options)).toThrow(message)
  })

  it.each(wrong)('fail the frame in production: %s', (_, options, message) => {
    vi.stubEnv('NODE_ENV', 'production')
    const { invalid, target } = settings(options)
    expect(invalid?.code).toBe('invalid_request')
    expect(invalid?.message).toMatch(message)
    expect(target).toMatchObject({ phoneNumber: '972501234567' })
  })

  it('are not found in those that can', () => {
    expect(settings()).not.toHaveProperty('invalid')
    expect(settings({ loginOrigins: ['http://localhost:3000', 'https://*.example.com'] })).not.toHaveProperty('invalid')
  })
})
