import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { conversationIsThere, type Desk, openContact, openDesk, signIn, startOver, statusIs } from './dashboard.js'

let desk: Desk

beforeAll(async () => {
  desk = await openDesk({ simulatorOptions: { replyDelay: 50 } })
})
beforeEach(() => startOver(desk))
afterAll(() => desk?.[Symbol.asyncDispose]())

it('opens the conversation of a clicked contact, who replies to a message', async () => {
  const { page, frame, simulator } = desk
  await signIn(page)
  await openContact(page, 501)
  await conversationIsThere(frame, 165)
  await statusIs(page, 'open')
  expect(await frame.evaluate(() => document.querySelector('h1')?.textContent)).toBe('Dana Levi')

  await frame.fill('textarea', 'The driver comes at five.')
  await frame.click('#composer button')
  await frame.waitFor(() => document.querySelector('#log')?.textContent?.includes('The driver comes at five.'))
  await frame.waitFor(() => document.querySelector('#log')?.textContent?.includes('That would be perfect, thank you.'))
  expect(simulator.ledger.totals()).toMatchObject({ minted: 1, redeemed: 1, replayed: 0, refused: 0, wasted: 0 })
})

it('reloads with the toolbar and with F5, at one link each', async () => {
  const { page, frame, simulator } = desk
  await signIn(page)
  await openContact(page, 501)
  await conversationIsThere(frame, 165)

  await page.click('[data-part=reload]')
  await expect.poll(() => simulator.ledger.totals().redeemed, { timeout: 20_000 }).toBe(2)
  await conversationIsThere(frame, 165)
  await statusIs(page, 'open')
  expect(simulator.ledger.totals()).toMatchObject({ minted: 2, redeemed: 2, replayed: 0 })

  await page.reload()
  await expect.poll(() => simulator.ledger.totals().redeemed, { timeout: 20_000 }).toBe(3)
  await conversationIsThere(frame, 165)
  await statusIs(page, 'open')
  expect(await page.evaluate(() => location.pathname)).toBe('/contacts/501')
  expect(simulator.ledger.totals()).toMatchObject({ minted: 3, redeemed: 3, replayed: 0 })
})
