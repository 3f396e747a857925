import { expect, it } from 'vitest'
import { page } from 'vitest/browser'
import { mount } from '../../testing/mount.js'
import { ConversationFrame } from '../ConversationFrame.js'
import { ConversationFrameError } from '../ConversationFrameError.js'
import { he } from './he.js'

async function busy(): Promise<never> {
  throw new ConversationFrameError('vendor_unavailable', 'the vendor is busy', { retryAfterSeconds: 3_600 })
}

it.each([
  ['English', {}, /Next attempt at (.+)\.$/],
  ['Hebrew', { locale: he }, /הניסיון הבא בשעה (.+)\.$/],
  ["a host's own words", { labels: { waiting: '{time}: we try again.' } }, /\. (.+): we try again\.$/],
])('says when the next attempt starts, in %s', async (_, props, words) => {
  mount(
    <ConversationFrame endpoint={busy} conversationId={165} email="dana@example.com" title="Dana Levi" {...props} />,
  )
  const message = page.getByRole('status')
  await expect
    .poll(() => words.exec(message.element().textContent ?? '')?.[1])
    .toMatch(/^\d{1,2}:\d{2}:\d{2}(\s[AP]M)?$/)
})
