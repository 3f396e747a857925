import { expect, it } from 'vitest'
import { createSingleUseLink } from './SingleUseLink.js'

const about = { origin: 'https://online.99digital.co.il', opensUntil: 1_000, conversationId: 165 }
let links = 0

/** A link that was never made before. */
function freshLink() {
  links += 1
  return { url: `${about.origin}/app/login?sso_auth_token=link-secret-${links}`, digest: `digest-${links}` }
}

it('releases its URL only once', () => {
  const { url, digest } = freshLink()
  const link = createSingleUseLink(url, digest, about)
  expect([link.take(), link.take(), link.take()]).toEqual([url, undefined, undefined])
})

it('tells what it opens, and never how', () => {
  const { url, digest } = freshLink()
  const link = createSingleUseLink(url, digest, about)
  expect(link).toMatchObject(about)
  expect(`${JSON.stringify(link)} ${link} ${Object.values(link).join()}`).not.toMatch(/link-secret|digest-/)
})

it('cannot be copied into a second use', () => {
  const { url, digest } = freshLink()
  const link = createSingleUseLink(url, digest, about)
  const copy = { ...link }
  expect(copy.take()).toBe(url)
  expect(link.take()).toBeUndefined()
  expect(() => structuredClone(link)).toThrow()
})

it('is refused when an equal one was navigated to', () => {
  const { url, digest } = freshLink()
  createSingleUseLink(url, digest, about).take()
  expect(() => createSingleUseLink(url, digest, about)).toThrow('link_already_used')
})

it('gives nothing up when an equal one was navigated to since', () => {
  const { url, digest } = freshLink()
  const [first, second] = [createSingleUseLink(url, digest, about), createSingleUseLink(url, digest, about)]
  expect(first.take()).toBe(url)
  expect(() => second.take()).toThrow('link_already_used')
  expect(second.take()).toBeUndefined()
})

it('is not used by an equal one that was only made', () => {
  const { url, digest } = freshLink()
  createSingleUseLink(url, digest, about)
  expect(createSingleUseLink(url, digest, about).take()).toBe(url)
})

it('says what to look for when it comes again, and neither its URL nor its digest', () => {
  const { url, digest } = freshLink()
  createSingleUseLink(url, digest, about).take()
  const refuse = () => createSingleUseLink(url, digest, about)
  expect(refuse).toThrow(/memo.*staleTime.*HTTP cache.*stored links/)
  expect(refuse).not.toThrow(/link-secret|digest-/)
})
