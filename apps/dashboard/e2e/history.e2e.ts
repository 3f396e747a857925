import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { conversationIsThere, type Desk, openContact, openDesk, signIn, startOver, statusIs } from './dashboard.js'

let desk: Desk

beforeAll(async () => {
  desk = await openDesk()
})
beforeEach(() => startOver(desk))
afterAll(() => desk?.[Symbol.asyncDispose]())

it('opens a second conversation and goes back with the browser’s button, with one login in total', async () => {
  const { page, frame, simulator } = desk
  await signIn(page)
  await openContact(page, 501)
  await conversationIsThere(frame, 165)
  await statusIs(page, 'open')
  await openContact(page, 504)
  await conversationIsThere(frame, 168)
  await statusIs(page, 'open')
  await page.back()
  await page.waitFor(() => location.pathname === '/contacts/501')
  await conversationIsThere(frame, 165)
  await statusIs(page, 'open')
  expect(simulator.ledger.totals()).toMatchObject({ minted: 1, navigated: 1, redeemed: 1, replayed: 0 })
})

it('keeps a draft while another page of the dashboard is open', async () => {
  const { page, frame, simulator } = desk
  await signIn(page)
  await openContact(page, 501)
  await statusIs(page, 'open')
  await frame.fill('textarea', 'half a sent')
  await page.click('.rail a[href="/settings"]')
  await page.waitFor(() => document.querySelector('.settings') !== null)
  await page.click('.rail a[href="/"]')
  await page.click('.tabs a[href="/contacts/501"]')
  await statusIs(page, 'open')
  expect(await frame.evaluate(() => document.querySelector('textarea')?.value)).toBe('half a sent')
  expect(simulator.ledger.totals()).toMatchObject({ minted: 1, redeemed: 1 })
})

it('drops the previous agent’s frames when the agent is switched', async () => {
  const { page, frame, simulator } = desk
  await signIn(page)
  await openContact(page, 501)
  await conversationIsThere(frame, 165)
  await statusIs(page, 'open')
  await page.click('.agent-button')
  await page.click('.agent-choice[aria-pressed=false]')
  await page.waitFor(() => document.querySelector('.agent-button')?.textContent?.includes('Tom Archer'))
  await expect.poll(() => simulator.ledger.links().map(({ agent }) => agent)).toEqual([3142, 3143])
  await conversationIsThere(frame, 165)
  await statusIs(page, 'open')
  expect(await frame.evaluate(() => document.querySelector('.agent-name')?.textContent)).toBe('Tom Archer')
  expect(await page.evaluate(() => document.querySelectorAll('iframe').length)).toBe(1)
  expect(simulator.ledger.totals()).toMatchObject({ minted: 2, redeemed: 2, replayed: 0 })
})
