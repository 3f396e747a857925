import { expect, it } from 'vitest'
import { ConversationFrameError } from './ConversationFrameError.js'

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
