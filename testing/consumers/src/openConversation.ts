import type { Browser, Page } from '@conversation-frame/browsers'
import { expect } from 'vitest'
import type { Vendor } from './startVendor.js'

/** On a busy machine a cold browser takes its time. */
const patient = { timeout: 60_000 }

/** Opens a page of a host and waits until the conversation in its frame is there: by one link, used once. */
export async function openConversation(browser: Browser, vendor: Vendor, url: string): Promise<Page> {
  await vendor.clear()
  const page = await browser.newPage()
  await page.goto(url)
  await page.waitFor(
    () => document.querySelector('[data-conversation-frame][data-status="open"]') !== null,
    undefined,
    patient,
  )
  await page.frame('iframe').waitFor(() => /\/conversations\/165\b/.test(location.pathname), undefined, patient)
  await expectOneLink(vendor)
  return page
}

/** Nothing was wasted, and nothing was opened twice. */
export async function expectOneLink(vendor: Vendor): Promise<void> {
  expect(await vendor.totals()).toMatchObject({ minted: 1, navigated: 1, redeemed: 1, replayed: 0, wasted: 0 })
}

/** What went wrong in the browser's pages, by their own account. */
export async function complaints(browser: Browser, excused?: RegExp): Promise<string[]> {
  const messages = await browser.messages()
  const texts = messages.filter(({ kind }) => kind === 'error' || kind === 'exception').map(({ text }) => text)
  return texts.filter((text) => !excused?.test(text))
}
