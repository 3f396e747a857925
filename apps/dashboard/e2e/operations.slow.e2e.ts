import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { type Desk, openContact, openDesk, signIn, startOver, statusIs } from './dashboard.js'

let desk: Desk

beforeAll(async () => {
  desk = await openDesk()
})
beforeEach(() => startOver(desk))
afterAll(() => desk?.[Symbol.asyncDispose]())

async function openOperations(): Promise<void> {
  await desk.page.click('.rail a[href="/operations"]')
  await desk.page.waitFor(() => document.querySelector('.pill.live') !== null)
}

/** Selects an option by its visible text. */
async function choose(label: string, option: string): Promise<void> {
  await desk.page.evaluate(
    ({ label, option }) => {
      const wanted = [...document.querySelectorAll('.select')].find((each) => each.textContent?.startsWith(label))
      const select = wanted?.querySelector('select')
      const index = [...(select?.options ?? [])].findIndex(({ text }) => text === option)
      if (!select || index < 0) throw new Error(`There is no ${label}: ${option}.`)
      select.selectedIndex = index
      select.dispatchEvent(new Event('change', { bubbles: true }))
    },
    { label, option },
  )
}

it('counts a link live, from the click to the login', async () => {
  const { page } = desk
  await signIn(page)
  await openContact(page, 501)
  await statusIs(page, 'open')
  await openOperations()
  await page.waitFor(() =>
    ['minted', 'redeemed'].every(
      (name) => document.querySelector(`.tile[data-series=${name}] dd`)?.textContent === '1',
    ),
  )
  expect(await page.evaluate(() => document.querySelector('.tile[data-series=replayed] dd')?.textContent)).toBe('0')
  await page.waitFor(() => document.querySelector('.log')?.textContent?.includes('redeemed'))
})

it('breaks the vendor with a switch, shows the failure, and recovers', async () => {
  const { page, simulator } = desk
  await signIn(page)
  await openOperations()
  await choose('Partner API answers', 'reason 36: wrong conversation or inbox')
  await page.waitFor(() => document.querySelector('.pill.broken') !== null)
  expect(simulator.faults.current()).toEqual({ loginConversation: { reason: 36 } })
  await page.click('.preview .button')
  await statusIs(page, 'failed')
  await page.waitFor(() => document.querySelector('.bars code')?.textContent === 'conversation_not_found')
  await page.click('.faults .primary')
  await page.waitFor(() => document.querySelector('.pill.broken') === null)
  expect(simulator.faults.current()).toEqual({})
  await page.click('[data-part=card] [data-part=reload]')
  await statusIs(page, 'open')
})

it('recovers automatically when the vendor fails once', async () => {
  const { page, simulator } = desk
  await signIn(page)
  await openOperations()
  await choose('Partner API answers', 'with HTTP 503')
  await page.waitFor(() => document.querySelector('.pill.broken') !== null)
  await page.click('.check input')
  await expect.poll(() => simulator.faults.current().loginConversation?.times).toBe(1)
  await page.click('.preview .button')
  await statusIs(page, 'waiting')
  await statusIs(page, 'open')
  await page.waitFor(() => document.querySelector('.pill.broken') === null)
})

it('shows an unused link as expired, once five minutes have passed', async () => {
  const { page, simulator } = desk
  await signIn(page)
  await page.evaluate(async () => {
    const headers = { 'content-type': 'application/json' }
    const body = JSON.stringify({ conversationId: 165, phoneNumber: '972501234567' })
    await (await fetch('/api/conversation-login', { method: 'POST', headers, body })).text()
  })
  await openOperations()
  await page.click('.page-header .button')
  await page.waitFor(() => document.querySelector('.tile[data-series=wasted] dd')?.textContent === '1')
  expect(simulator.ledger.totals()).toMatchObject({ minted: 1, wasted: 1, navigated: 0 })
})

it('hides its routes from unauthenticated users', async () => {
  const answers = await desk.page.evaluate(async () => {
    const calls = [
      ['events', 'GET'],
      ['faults', 'PUT'],
      ['expire-links', 'POST'],
      ['clear', 'POST'],
    ]
    return Promise.all(
      calls.map(async ([path, method = 'GET']) => (await fetch(`/api/operations/${path}`, { method })).status),
    )
  })
  expect(answers).toEqual([401, 401, 401, 401])
})
