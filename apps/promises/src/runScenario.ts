import type { Browser } from '@conversation-frame/browsers'
import { expect } from 'vitest'
import { openTab, type Tab } from './openTab.js'
import type { Scenario } from './Scenario.js'
import { type StackOptions, startStack } from './startStack.js'

/** Longer than a link lives, a budget lasts and any back-off waits. */
const longAfter = 600_000

/** Runs a scenario, and checks what holds for all of them: no link more than it says, none seen, nothing uncaught. */
export async function runScenario(scenario: Scenario, browser: Browser, pages: StackOptions['pages']): Promise<void> {
  const { sites = 'cross-site', vendor = {} } = scenario
  await using stack = await startStack({ pages, sites, vendor })
  const tabs: Tab[] = []
  const newTab = async () => {
    const tab = await openTab(browser, stack)
    tabs.push(tab)
    return tab
  }
  const firstMessage = (await browser.messages()).length
  try {
    const ledger = async (expected: object) => {
      await expect.poll(() => stack.vendor.ledger.totals(), { timeout: 10_000 }).toMatchObject(expected)
    }
    const links = typeof scenario.links === 'function' ? scenario.links(browser.engine) : scenario.links
    const { wasted: _, ...now } = links
    await scenario.run({ engine: browser.engine, browser, stack, tab: await newTab(), newTab, ledger })
    await ledger(now)
    for (const tab of tabs) await tab.settles()
    for (const tab of tabs) await tab.pass(longAfter)
    for (const tab of tabs) await tab.settles()
    expect(stack.vendor.ledger.totals()).toMatchObject(links)
    for (const tab of tabs) await checkPage(tab)
    const messages = (await browser.messages()).slice(firstMessage)
    expect(messages.filter(({ text }) => text.includes(secret))).toEqual([])
    expect(messages.filter(isFailure).filter(({ text }) => !scenario.mayLog?.test(text))).toEqual([])
  } finally {
    for (const page of await browser.pages()) await page.close()
  }
}

/** In every link of the vendor, and nowhere else. */
const secret = 'sso_auth_token'

function isFailure({ kind }: { kind: string }): boolean {
  return kind === 'error' || kind === 'exception'
}

async function checkPage({ page }: Tab): Promise<void> {
  const { uncaught, traces } = await page.evaluate((secret) => {
    const places = {
      document: document.documentElement.outerHTML,
      events: JSON.stringify(window.promises.events),
      history: JSON.stringify(history.state),
      localStorage: JSON.stringify(localStorage),
      sessionStorage: JSON.stringify(sessionStorage),
    }
    return {
      uncaught: window.promises.events.filter(({ type }) => type === 'uncaught'),
      traces: Object.entries(places).flatMap(([place, text]) => (text.includes(secret) ? [place] : [])),
    }
  }, secret)
  expect(uncaught).toEqual([])
  expect(traces).toEqual([])
}
