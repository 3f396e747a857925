import { expect, it } from 'vitest'
import { normaliseTarget } from './normaliseTarget.js'

it('brings the contact into the form that the vendor expects, and keeps the rest', () => {
  const target = { conversationId: 165, phoneNumber: '+972 50-123-4567', email: ' dana@example.com ', name: 'Dana' }
  expect(normaliseTarget(target)).toEqual({
    conversationId: 165,
    phoneNumber: '972501234567',
    email: 'dana@example.com',
    name: 'Dana',
  })
  expect(normaliseTarget({ inboxId: 12 })).toEqual({ inboxId: 12 })
})

it.each(['a@b.c', 'dana.levi+x@mail.example.com', 'דנה@example.com'])('accepts the e-mail address %s', (email) => {
  expect(normaliseTarget({ email })).toEqual({ email })
})

it.each([
  'a',
  'a@b',
  'a@b.',
  'a@.c',
  '@b.c',
  'a@b@c.d',
  'a b@c.d',
  'a@b c.d',
  'a@b.c d',
  'a@b.c\u0000',
  'a\u0000@b.c',
  'a@b..c',
])('rejects the e-mail address %j', (email) => {
  const detail = 'The e-mail address is invalid'
  expect(() => normaliseTarget({ email })).toThrow(expect.objectContaining({ code: 'contact_invalid', detail }))
})

it('rejects a phone number without a country', () => {
  const detail = 'The phone number must be international, like +972 50-123-4567'
  const refused = expect(() => normaliseTarget({ phoneNumber: '050-123-4567' }))
  refused.toThrow(expect.objectContaining({ code: 'contact_invalid', detail }))
  refused.toThrow(detail)
})
