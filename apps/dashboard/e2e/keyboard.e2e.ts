import type { Frame } from '@conversation-frame/browsers'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { conversationIsThere, type Desk, openDesk, statusIs } from './dashboard.js'

let desk: Desk

beforeAll(async () => {
  desk = await openDesk({ simulatorOptions: { replyDelay: 50 } })
})
afterAll(() => desk?.[Symbol.asyncDispose]())

async function type(text: string): Promise<void> {
  for (const letter of text) await desk.page.press(letter === ' ' ? 'Space' : letter)
}

/** Presses a key until the expected element has the focus. */
async function pressUntil(key: string, where: Frame, selector: string, most = 40): Promise<void> {
  for (let count = 0; count < most; count += 1) {
    await desk.page.press(key)
    const there = await where.evaluate((selector) => document.activeElement?.matches(selector) === true, selector)
    if (there) return
  }
  throw new Error(`${most} times ${key} did not lead to ${selector}.`)
}

it('allows everything by keyboard, from signing in to a sent message and back', async () => {
  const { page, frame, simulator } = desk
  await page.waitFor(() => document.querySelector('form') !== null)
  await pressUntil('Tab', page, 'input[name=email]')
  await type('maya@oliveandoak.example')
  await page.press('Tab')
  await type('demo')
  await page.press('Enter')
  await page.waitFor(() => document.querySelector('.contact') !== null)

  await page.press('Tab')
  expect(await page.evaluate(() => document.activeElement?.className)).toBe('skip')
  await page.press('Enter')
  await page.press('Tab')
  expect(await page.evaluate(() => document.activeElement?.matches('.search input'))).toBe(true)
  await type('dana')
  await page.waitFor(() => document.querySelectorAll('.contact').length === 1)
  await pressUntil('Tab', page, '.contact a')
  await page.press('Enter')
  await conversationIsThere(frame, 165)
  await statusIs(page, 'open')
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('panel-title')

  await pressUntil('Tab', page, 'iframe')
  await pressUntil('Tab', frame, 'textarea')
  await type('On our way')
  await page.press('Enter')
  await frame.waitFor(() => document.querySelector('#log')?.textContent?.includes('On our way'))
  await frame.waitFor(() => document.querySelector('#log')?.textContent?.includes('That would be perfect, thank you.'))

  await pressUntil('Shift+Tab', page, '.contact a', 60)
  await pressUntil('Shift+Tab', page, '.agent-button')
  await page.press('Enter')
  await pressUntil('Tab', page, '.agent-popover > .button')
  await page.press('Enter')
  await page.waitFor(() => document.querySelector('input[name=email]') !== null)
  expect(simulator.ledger.totals()).toMatchObject({ redeemed: 1, replayed: 0, refused: 0 })
})
