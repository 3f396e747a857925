import { he } from '@conversation-frame/react/locales/he'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { conversationIsThere, type Desk, openContact, openDesk, signIn, startOver, statusIs } from './dashboard.js'

let desk: Desk

beforeAll(async () => {
  desk = await openDesk()
})
beforeEach(() => startOver(desk))
afterAll(() => desk?.[Symbol.asyncDispose]())

it('shows Hebrew right to left once it is chosen, also in frames and after a reload', async () => {
  const { page } = desk
  await signIn(page)
  await page.click('.rail a[href="/settings"]')
  await page.click('.choice label:nth-of-type(2)')
  await page.waitFor(() => document.documentElement.dir === 'rtl')
  expect(await page.evaluate(() => [document.documentElement.lang, document.querySelector('h1')?.textContent])).toEqual(
    ['he', 'הגדרות'],
  )
  await page.click('.rail a[href="/"]')
  await openContact(page, 501)
  await statusIs(page, 'open')
  const words = () =>
    page.evaluate(() => ({
      title: document.querySelector('.contact-list h2')?.textContent,
      reload: document.querySelector('[data-part=reload]')?.textContent,
      frame: document.querySelector('[data-conversation-frame]')?.getAttribute('dir'),
      list: document.querySelector('.contact-list')?.getBoundingClientRect().left,
      panel: document.querySelector('.panel')?.getBoundingClientRect().left,
    }))
  const { title, reload, frame, list = 0, panel = 0 } = await words()
  expect({ title, reload, frame }).toMatchObject({ reload: he.labels.reload, frame: 'rtl' })
  expect(title).toContain('שיחות')
  expect(list).toBeGreaterThan(panel)
  await page.reload()
  await statusIs(page, 'open')
  expect(await words()).toMatchObject({ reload: he.labels.reload, frame: 'rtl' })
})

it('signs in an agent of an account in Hebrew', async () => {
  const { page, frame } = desk
  await page.click('.brand button')
  await page.waitFor(() => document.documentElement.lang === 'he')
  await signIn(page, 'gil@gilbakery.example')
  await openContact(page, 601)
  await conversationIsThere(frame, 265)
  expect(await frame.evaluate(() => document.documentElement.dir)).toBe('rtl')
})

it('finds contacts by name, number and message in either language', async () => {
  const { page } = desk
  await signIn(page)
  for (const [search, name] of [
    ['שירה', 'שירה אברהם'],
    ['+972501234567', 'Dana Levi'],
    ['dimmable', 'Elena Duarte'],
  ]) {
    await page.fill('.search input', search ?? '')
    await page.waitFor((name) => {
      const names = [...document.querySelectorAll('.contact strong')].map(({ textContent }) => textContent)
      return names.length === 1 && names[0] === name
    }, name)
  }
  await page.fill('.search input', 'no match at all')
  await page.waitFor(() => document.querySelector('.contact-list .empty') !== null)
})
