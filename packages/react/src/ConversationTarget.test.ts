import { describe, expect, it } from 'vitest'
import { ConversationFrameError } from './ConversationFrameError.js'
import { type ConversationTarget, pickTarget } from './ConversationTarget.js'

describe('a target', () => {
  it.each<[string, ConversationTarget]>([
    ['a conversation by phone number', { conversationId: 165, phoneNumber: '972501234567' }],
    ['a conversation by e-mail', { conversationId: 165, email: 'dana@example.com' }],
    ['an inbox', { inboxId: 12, phoneNumber: '972501234567', name: 'Dana' }],
    ['all of it', { conversationId: 1, inboxId: 1, phoneNumber: '1', email: 'a@b', name: 'c' }],
  ])('may be %s', (_, target) => {
    expect(pickTarget(target)).toEqual({ ...nothing, ...target })
  })

  it('may have empty fields of a database beside what it needs', () => {
    const fields: object = {
      conversationId: 165,
      inboxId: null,
      phoneNumber: null,
      email: 'dana@example.com',
      name: '',
    }
    expect(pickTarget(fields as ConversationTarget)).toEqual({
      ...nothing,
      conversationId: 165,
      email: 'dana@example.com',
    })
  })

  it('is picked from other props', () => {
    const props = { conversationId: 165, phoneNumber: '972501234567', title: 'Dana', endpoint: '/api' }
    expect(Object.keys(pickTarget(props)).sort()).toEqual(['conversationId', 'email', 'inboxId', 'name', 'phoneNumber'])
  })
})

const nothing = {
  conversationId: undefined,
  inboxId: undefined,
  phoneNumber: undefined,
  email: undefined,
  name: undefined,
}

describe('refuses', () => {
  it.each<[string, object, string]>([
    ['no place', { phoneNumber: '1' }, 'conversationId or inboxId must be a positive integer'],
    ['a conversation 0', { conversationId: 0, phoneNumber: '1' }, 'positive integer'],
    ['a negative inbox', { inboxId: -12, phoneNumber: '1' }, 'positive integer'],
    ['half a conversation', { conversationId: 1.5, phoneNumber: '1' }, 'positive integer'],
    ['an id as text', { conversationId: '165', phoneNumber: '1' }, 'positive integer'],
    ['a wrong conversation beside an inbox', { conversationId: 0, inboxId: 12, phoneNumber: '1' }, 'positive integer'],
    ['no contact', { conversationId: 165 }, 'phoneNumber or email is required'],
    ['an empty contact', { conversationId: 165, phoneNumber: '', email: '' }, 'phoneNumber or email is required'],
  ])('%s', (_, target, message) => {
    const pick = () => pickTarget(target as ConversationTarget)
    expect(pick).toThrow(ConversationFrameError)
    expect(pick).toThrow(`invalid_request: ${message.startsWith('positive') ? '' : message}`)
    expect(pick).toThrow(message)
  })
})
