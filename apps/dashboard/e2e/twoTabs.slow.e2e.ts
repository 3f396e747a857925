import { afterEach, expect, it } from 'vitest'
import { conversationIsThere, type Desk, openDesk, shownFrame, signIn } from './dashboard.js'

let desk: Desk

afterEach(() => desk?.[Symbol.asyncDispose]())

it('opens two conversations simultaneously with a vendor that clears the session on every login page', async () => {
  desk = await openDesk()
  const { page, browser, dashboard, simulator } = desk
  await signIn(page)
  const second = await browser.newPage()
  await Promise.all([page.goto(`${dashboard.url}/contacts/501`), second.goto(`${dashboard.url}/contacts/504`)])
  await conversationIsThere(page.frame(shownFrame), 165)
  await conversationIsThere(second.frame(shownFrame), 168)
  expect(simulator.ledger.totals()).toMatchObject({ minted: 2, redeemed: 2, refused: 0, replayed: 0 })
})
