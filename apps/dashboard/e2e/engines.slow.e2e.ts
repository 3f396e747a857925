import { launch, testedEngines } from '@conversation-frame/browsers'
import { describe, expect, it } from 'vitest'
import { startDashboard } from '../src/startDashboard.js'
import { conversationIsThere, openContact, shownFrame, signIn, statusIs } from './dashboard.js'
import { serveBuiltFrontend } from './serveBuiltFrontend.js'

describe.each(testedEngines())('$engine', ({ engine, skip }) => {
  it.skipIf(skip)('opens a conversation over plain http, goes to another one and back, and reloads', async () => {
    await using dashboard = await startDashboard({ port: { number: 0, fixed: true }, frontend: serveBuiltFrontend })
    await using browser = await launch(engine)
    const page = await browser.newPage()
    await page.goto(dashboard.url)
    await page.waitFor(() => document.querySelector('form') !== null, undefined, { timeout: 30_000 })
    await signIn(page)
    const frame = page.frame(shownFrame)
    await openContact(page, 501)
    await conversationIsThere(frame, 165)
    await statusIs(page, 'open')
    await openContact(page, 504)
    await conversationIsThere(frame, 168)
    await statusIs(page, 'open')
    await page.back()
    await page.waitFor(() => location.pathname === '/contacts/501')
    await conversationIsThere(frame, 165)
    await statusIs(page, 'open')
    await page.reload()
    await conversationIsThere(frame, 165)
    await statusIs(page, 'open')
    expect(dashboard.simulator?.ledger.totals()).toMatchObject({ minted: 2, redeemed: 2, replayed: 0, refused: 0 })
  })
})
