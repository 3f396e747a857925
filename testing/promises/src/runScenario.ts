import { expect } from 'vitest'
import { createTab, type Tab } from './createTab.js'
import type { Lab } from './openLab.js'
import { linksIn, needsIn, type Scenario } from './Scenario.js'
import { startStack } from './startStack.js'

/** Longer than a link's lifetime, the budget's window and any back-off. */
const longAfter = 600_000

/** Part of every login link, and of nothing else. */
const secret = 'sso_auth_token'

/** Runs a scenario and checks what holds for all: no more links than stated, no link exposed, no uncaught error. */
export async function runScenario(scenario: Scenario, lab: Lab): Promise<void> {
  const { browser } = lab
  const { sites, vendor, react, mayLog } = scenario
  await using stack = await startStack({ sites, vendor })
  lab.server = stack.server
  const tab = createTab(lab.page, stack, react)
  const tabs = [tab]
  const newTab = async () => {
    const another = createTab(await browser.newPage(), stack, react)
    tabs.push(another)
    return another
  }
  const ledger = async (expected: object) => {
    await expect.poll(() => stack.vendor.ledger.totals(), { timeout: 10_000 }).toMatchObject(expected)
  }
  const firstMessage = (await browser.messages()).length
  try {
    const { wasted, ...atOnce } = linksIn(browser.engine, scenario)
    await scenario.run({ engine: browser.engine, browser, stack, tab, newTab, ledger })
    await ledger(atOnce)
    for (const tab of tabs) await tab.settles()
    for (const tab of tabs) await tab.pass(longAfter)
    for (const tab of tabs) await tab.settles()
    await ledger({ ...atOnce, wasted })
    for (const tab of tabs) await checkPage(tab)
    expect(stack.leaks).toEqual([])
    const messages = (await browser.messages()).slice(firstMessage)
    expect(messages.some(({ text }) => text.includes(secret))).toBe(
      scenario.namesLink?.includes(browser.engine) ?? false,
    )
    expect(messages.filter(({ kind, text }) => /error|exception/.test(kind) && !mayLog?.test(text))).toEqual([])
  } finally {
    await leave(lab, scenario)
  }
}

/** Resets the lab. */
async function leave({ browser, page }: Lab, scenario: Scenario): Promise<void> {
  const needs = needsIn(browser.engine, scenario)
  for (const each of await browser.pages()) if (each !== page) await each.close()
  if (needs.includes('hidden')) await page.setHidden(false)
  if (needs.includes('offline')) await page.setOffline(false)
  await page.goto('about:blank')
}

async function checkPage({ page }: Tab): Promise<void> {
  const { uncaught, leaks } = await page.evaluate(async () => ({
    uncaught: window.promises.events.filter(({ type }) => type === 'uncaught'),
    leaks: await window.promises.leaksAndStored(),
  }))
  expect(uncaught).toEqual([])
  expect(leaks).toEqual([])
}
