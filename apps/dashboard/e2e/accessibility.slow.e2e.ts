import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from '@conversation-frame/browsers'
import type axe from 'axe-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Desk, openContact, openDesk, signIn, statusIs } from './dashboard.js'

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

let desk: Desk

beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk?.[Symbol.asyncDispose]())

/** The axe violations in the dashboard's own document, in both themes. The document in the frame belongs to the vendor. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate((source) => {
    new Function(source)()
  }, axeSource)
  return [...(await violationsIn(page, 'light')), ...(await violationsIn(page, 'dark'))]
}

async function violationsIn(page: Page, theme: 'light' | 'dark'): Promise<string[]> {
  await page.evaluate((theme) => {
    document.documentElement.dataset.theme = theme
  }, theme)
  return page.evaluate(async (tags) => {
    const { axe: run } = window as unknown as { axe: typeof axe }
    const { violations } = await run.run(document, { iframes: false, runOnly: tags })
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, any }) => `${id}: ${html} ${any[0]?.message ?? ''}`),
    )
  }, tags)
}

/** Elements that are narrower than their content, which then needs horizontal scrolling. */
function overflow(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { clientWidth, scrollWidth } = document.documentElement
    return scrollWidth > clientWidth ? [`${scrollWidth} > ${clientWidth}`] : []
  })
}

const pages: { name: string; path: string; ready: string; user?: string }[] = [
  { name: 'the list', path: '/', ready: '.contact' },
  { name: 'a conversation', path: '/contacts/501', ready: '[data-status=open]' },
  { name: 'a conversation that fails', path: '/contacts/501', ready: '[data-status=failed]' },
  { name: 'operations', path: '/operations', ready: '.tile' },
  { name: 'settings', path: '/settings', ready: '.choice' },
  { name: 'a contact of another team', path: '/contacts/601', ready: '.notice' },
  { name: 'nowhere', path: '/nowhere', ready: '.notice' },
]

describe.each(['en', 'he'])('in the language %s', (language) => {
  beforeAll(async () => {
    const { page, dashboard, simulator } = desk
    simulator.faults.clear()
    await page.goto(`${dashboard.url}/api/session`)
    await page.evaluate(async (language) => {
      sessionStorage.clear()
      localStorage.setItem('frontdesk-preferences', JSON.stringify({ language, theme: 'system' }))
      await fetch('/api/session', { method: 'DELETE' })
    }, language)
    await page.goto(dashboard.url)
    await page.waitFor(() => document.querySelector('form') !== null)
  })

  it('the sign-in page has no violation', async () => {
    const { page } = desk
    expect(await violations(page)).toEqual([])
    await page.fill('input[name=email]', 'maya@oliveandoak.example')
    await page.fill('input[name=password]', 'not this')
    await page.click('form button[type=submit]')
    await page.waitFor(() => document.querySelector('.form-problem')?.textContent)
    expect(await violations(page)).toEqual([])
    await signIn(page)
  })

  it.each(pages)('$name has no violation', async ({ name, path, ready }) => {
    const { page, dashboard, simulator } = desk
    simulator.faults.clear()
    if (name.endsWith('fails')) simulator.faults.set({ loginConversation: { reason: 36 } })
    await page.goto(dashboard.url + path)
    await page.waitFor((ready) => document.querySelector(ready) !== null, ready, { timeout: 20_000 })
    expect(await violations(page)).toEqual([])
    expect(await overflow(page)).toEqual([])
  })

  it('two conversations in tabs, and a search that finds nothing, have no violation', async () => {
    const { page, dashboard, simulator } = desk
    simulator.faults.clear()
    await page.goto(`${dashboard.url}/contacts/501`)
    await openContact(page, 502)
    await page.waitFor(() => document.querySelectorAll('.tab').length === 2)
    await page.fill('.search input', 'no match at all')
    await page.waitFor(() => document.querySelector('.contact-list .empty') !== null)
    expect(await violations(page)).toEqual([])
  })

  it('the open menu of the agent has no violation', async () => {
    const { page, dashboard } = desk
    await page.goto(`${dashboard.url}/settings`)
    await page.click('.agent-button')
    await page.waitFor(() => document.querySelector(':popover-open') !== null)
    expect(await violations(page)).toEqual([])
  })
})

describe('on a screen of 320 pixels', () => {
  let narrow: Desk

  beforeAll(async () => {
    narrow = await openDesk({}, { viewport: { width: 320, height: 640 } })
    await signIn(narrow.page)
  })
  afterAll(() => narrow?.[Symbol.asyncDispose]())

  it.each(pages.filter(({ name }) => !name.endsWith('fails')))('$name fits', async ({ path, ready }) => {
    const { page, dashboard } = narrow
    await page.goto(dashboard.url + path)
    await page.waitFor((ready) => document.querySelector(ready) !== null, ready, { timeout: 20_000 })
    expect(await violations(page)).toEqual([])
    expect(await overflow(page)).toEqual([])
  })

  it('goes from the list to a conversation and back', async () => {
    const { page, dashboard } = narrow
    await page.goto(dashboard.url)
    await page.click('.contact a[href="/contacts/501"]')
    await statusIs(page, 'open')
    await page.click('.panel-header .back')
    await page.waitFor(() => document.querySelector('.contact a')?.getClientRects().length === 1)
    expect(await page.evaluate(() => location.pathname)).toBe('/')
  })
})
