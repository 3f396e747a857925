import { expect, it, vi } from 'vitest'
import { asFrameError, ConversationFrameError } from './ConversationFrameError.js'

it.each([
  ['a time', 7, 7],
  ['more than a day', 86_401, 86_400],
  ['for ever', Number.POSITIVE_INFINITY, 86_400],
  ['no number, as of a date', Number('Wed, 21 Oct 2026 07:28:00 GMT'), undefined],
  ['no time', 0, undefined],
  ['the past', -1, undefined],
  ['nothing', undefined, undefined],
])('says after how long asking again makes sense: %s', (_, retryAfterSeconds, said) => {
  expect(new ConversationFrameError('rate_limited', 'for this test', { retryAfterSeconds }).retryAfterSeconds).toBe(
    said,
  )
})

it('is recognised when another copy of the package made it', async () => {
  vi.resetModules()
  const copy = await import('./ConversationFrameError.js')
  const error = new copy.ConversationFrameError('popup_blocked', 'for this test')
  expect(error).not.toBeInstanceOf(ConversationFrameError)
  expect(asFrameError(error)).toBe(error)
})

it.each([
  new Error('for this test'),
  { name: 'ConversationFrameError', code: 'forbidden' },
  'forbidden',
  null,
  undefined,
])('is what everything else is turned into: %o', (cause) => {
  expect(asFrameError(cause)).toMatchObject({ code: 'internal_error', cause })
})

it('shows no more than its code, its message and its delay', () => {
  const error = new ConversationFrameError('forbidden', 'for this test')
  expect(Object.keys(error).sort()).toEqual(['code', 'name', 'retryAfterSeconds'])
  expect(Object.getOwnPropertySymbols(error).filter((key) => Object.propertyIsEnumerable.call(error, key))).toEqual([])
})
