import { expect, it } from 'vitest'
import { createLoginLink } from './LoginLink.js'

const url = 'https://online.99digital.co.il/app/login?sso_auth_token=link-secret'
const about = { origin: 'https://online.99digital.co.il', opensUntil: 1_000, conversationId: 165 }

it('gives its URL up once, whoever asks', () => {
  const link = createLoginLink(url, about)
  expect([link.take(), link.take(), link.take()]).toEqual([url, undefined, undefined])
})

it('tells what it opens, and never how', () => {
  const link = createLoginLink(url, about)
  expect(link).toMatchObject(about)
  expect(`${JSON.stringify(link)} ${link} ${Object.values(link).join()}`).not.toContain('link-secret')
})

it('cannot be copied into a second use', () => {
  const link = createLoginLink(url, about)
  const copy = { ...link }
  expect(copy.take()).toBe(url)
  expect(link.take()).toBeUndefined()
  expect(() => structuredClone(link)).toThrow()
})
