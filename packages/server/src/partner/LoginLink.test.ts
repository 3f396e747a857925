import { expect, it } from 'vitest'
import { written } from '../../testing/secretWatch.js'
import { LoginLink } from './LoginLink.js'

const url = 'https://online.99digital.co.il/app/login?t=secret'

it('shows its address in url, and nowhere else', () => {
  const link = new LoginLink(url, 299, { conversationId: 165, inboxId: 12 })
  expect(link.url).toBe(url)
  expect(written(link)).not.toContain('secret')
  expect({ ...link }).toEqual({ expiresInSeconds: 299, conversationId: 165, inboxId: 12 })
  expect(JSON.parse(JSON.stringify(link))).toEqual({ expiresInSeconds: 299, conversationId: 165, inboxId: 12 })
})
