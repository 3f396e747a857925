import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { conversationIsThere, type Desk, openContact, openDesk, signIn, startOver, statusIs } from './dashboard.js'

let desk: Desk

beforeAll(async () => {
  desk = await openDesk({}, { clock: 'controlled' })
})
beforeEach(() => startOver(desk))
afterAll(() => desk?.[Symbol.asyncDispose]())

const pastItsWindow = 301_000

it('never navigates to a link that arrived expired, and requests another', async () => {
  const { page, frame, simulator } = desk
  await signIn(page)
  simulator.faults.set({ loginConversation: { delay: 1_500, times: 1 } })
  await openContact(page, 501)
  await statusIs(page, 'requesting')
  await page.sleep(pastItsWindow)
  await conversationIsThere(frame, 165)
  const [late, fresh] = simulator.ledger.links()
  expect(late).toMatchObject({ navigated: 0, redeemed: 0 })
  expect(fresh).toMatchObject({ navigated: 1, redeemed: 1 })
})

it('never navigates to a link that expired in a hidden tab, and requests another when the tab is visible', async () => {
  const { page, frame, simulator } = desk
  await signIn(page)
  simulator.faults.set({ loginConversation: { delay: 500, times: 1 } })
  await openContact(page, 501)
  await statusIs(page, 'requesting')
  await page.setHidden(true)
  await statusIs(page, 'idle')
  await page.sleep(pastItsWindow)
  expect(simulator.ledger.totals()).toMatchObject({ minted: 1, navigated: 0 })
  await page.setHidden(false)
  await conversationIsThere(frame, 165)
  expect(simulator.ledger.links()).toMatchObject([
    { navigated: 0, redeemed: 0 },
    { navigated: 1, redeemed: 1 },
  ])
})
