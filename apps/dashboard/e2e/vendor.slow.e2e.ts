import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { launch } from '@conversation-frame/browsers'
import { startSimulator } from '@conversation-frame/simulator/node'
import { afterAll, expect, it } from 'vitest'
import { readConfiguration } from '../src/server/readConfiguration.js'
import { startDashboard } from '../src/startDashboard.js'
import { conversationIsThere, openContact, shownFrame, signIn, statusIs } from './dashboard.js'

const folder = mkdtempSync(join(tmpdir(), 'conversation-frame-vendor-'))

afterAll(() => rmSync(folder, { recursive: true }))

it('works with any vendor in the settings file, without an operations page', async () => {
  // A vendor that the dashboard knows only by its URL, like the real one.
  await using vendor = await startSimulator({ cookie: 'lax', clientId: 'acme', clientSecret: 'hush' })
  const example = readFileSync(fileURLToPath(new URL('../vendor.example.json', import.meta.url)), 'utf8')
  const settings = { ...JSON.parse(example), baseUrl: vendor.partnerUrl, loginOrigins: [vendor.workspaceUrl] }
  const path = join(folder, 'vendor.json')
  writeFileSync(path, JSON.stringify(settings))
  const environment = { PORT: '0', PARTNER_CLIENT_ID: 'acme', PARTNER_CLIENT_SECRET: 'hush', PARTNER_SETTINGS: path }
  await using dashboard = await startDashboard(readConfiguration(environment))
  expect(dashboard.simulator).toBeUndefined()

  await using browser = await launch('chromium')
  const page = await browser.newPage()
  await page.goto(dashboard.url)
  await page.waitFor(() => document.querySelector('form') !== null)
  // The sign-in page does not list a real host's users.
  expect(await page.evaluate(() => document.querySelector('.sign-in-demo') === null)).toBe(true)
  await signIn(page, 'maya@oliveandoak.example', 'choose-your-own')
  await openContact(page, 1)
  await conversationIsThere(page.frame(shownFrame), 165)
  await statusIs(page, 'open')
  expect(vendor.simulator.ledger.totals()).toMatchObject({ minted: 1, redeemed: 1, replayed: 0 })
  expect(await page.evaluate(() => document.querySelector('.rail a[href="/operations"]') === null)).toBe(true)
  expect(await page.evaluate(async () => (await fetch('/api/operations/faults', { method: 'PUT' })).status)).toBe(404)

  // This contact has never written: the inbox starts the first conversation.
  await openContact(page, 2)
  await page.frame(shownFrame).waitFor(() => document.querySelector('h1')?.textContent === 'Ruth Amsalem')
  expect(vendor.simulator.ledger.totals()).toMatchObject({ minted: 2, redeemed: 2, replayed: 0 })
})
