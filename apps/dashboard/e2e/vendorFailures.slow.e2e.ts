import { english } from '@conversation-frame/react'
import type { Faults } from '@conversation-frame/simulator'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Desk, openDesk, shownFrame, signIn, statusIs } from './dashboard.js'
import { type Tap, tapBytes } from './tapBytes.js'

const clientSecret = 'the-client-secret-of-this-test'
const { errors } = english.labels

interface Failure {
  what: string
  faults: Faults
  status: number
  shown: 'failed' | 'waiting'
  code: keyof typeof errors
}

const reason = (number: number, code: keyof typeof errors, status: number): Failure => ({
  what: `reason ${number}`,
  faults: { loginConversation: { reason: number } },
  status,
  shown: 'failed',
  code,
})

const failures: Failure[] = [
  reason(2, 'misconfigured', 502),
  reason(3, 'misconfigured', 502),
  reason(13, 'misconfigured', 502),
  reason(29, 'misconfigured', 502),
  reason(32, 'account_suspended', 403),
  reason(34, 'misconfigured', 502),
  reason(35, 'misconfigured', 502),
  reason(36, 'conversation_not_found', 404),
  reason(37, 'contact_invalid', 422),
  ...[{ reason: 99 }, { status: 500 }, { drop: true }, { body: 'malformed' }, { body: 'html' }].map(
    (fault): Failure => ({
      what: JSON.stringify(fault),
      faults: { loginConversation: fault as NonNullable<Faults['loginConversation']> },
      status: 502,
      shown: 'waiting',
      code: 'vendor_unavailable',
    }),
  ),
  {
    what: 'HTTP 429',
    faults: { loginConversation: { status: 429, retryAfter: 60 } },
    status: 503,
    shown: 'waiting',
    code: 'vendor_unavailable',
  },
]

describe('a failure of the vendor', () => {
  let desk: Desk
  let tap: Tap
  const tokens: string[] = []
  const vendorTexts = new Set<string>()
  const { fetch } = globalThis

  beforeAll(async () => {
    // What the dashboard's backend receives from the partner API. The browser must not receive any of it.
    globalThis.fetch = async (input, init) => {
      const response = await fetch(input, init)
      const text = await response.clone().text()
      const [, token] = /"access_token":"([^"]+)"/.exec(text) ?? []
      if (token) tokens.push(token)
      else if (!text.includes('"status":"OK"')) vendorTexts.add(text)
      return response
    }
    desk = await openDesk({ simulatorOptions: { clientSecret } })
    tap = await tapBytes(desk.dashboard.url)
    await desk.page.goto(tap.url)
    await signIn(desk.page)
  })

  afterAll(async () => {
    globalThis.fetch = fetch
    await tap?.[Symbol.asyncDispose]()
    await desk?.[Symbol.asyncDispose]()
  })

  it.each(failures)('$what ends in HTTP $status and a clear message for the agent', async (failure) => {
    const { page, simulator } = desk
    await page.goto(`${tap.url}/`)
    simulator.faults.clear()
    simulator.faults.set(failure.faults)
    await page.goto(`${tap.url}/contacts/501`)
    await statusIs(page, failure.shown)
    const seen = await page.evaluate(() => ({
      status: performance
        .getEntriesByType('resource')
        .filter(({ name }) => name.endsWith('/api/conversation-login'))
        .map((entry) => (entry as PerformanceResourceTiming).responseStatus),
      text: document.querySelector('[data-conversation-frame]')?.textContent ?? '',
    }))
    expect(seen.status).toEqual([failure.status])
    expect(seen.text).toContain(errors[failure.code])
    expect(await page.evaluate((selector) => document.querySelectorAll(selector).length, shownFrame)).toBeLessThan(2)
  })

  it('that is a suspended account is shown as such, without any fault', async () => {
    const { page, simulator } = desk
    simulator.faults.clear()
    await page.goto(`${tap.url}/`)
    await page.evaluate(() => fetch('/api/session', { method: 'DELETE' }).then(({ status }) => status))
    await page.goto(`${tap.url}/contacts/701`)
    await signIn(page, 'ben@oldportbikes.example')
    await statusIs(page, 'failed')
    const text = await page.evaluate(() => document.querySelector('[data-conversation-frame]')?.textContent)
    expect(text).toContain(errors.account_suspended)
  })

  it('sends no vendor text, bearer token or client secret to the browser', async () => {
    const { page, browser } = desk
    const dom = await page.evaluate(() => document.documentElement.outerHTML)
    const console = (await browser.messages()).map(({ text }) => text).join('\n')
    expect(tokens.length).toBeGreaterThan(0)
    expect(vendorTexts.size).toBeGreaterThan(failures.length / 2)
    for (const place of [tap.bytes(), dom, console]) {
      for (const secret of [clientSecret, ...tokens]) expect(place.includes(secret)).toBe(false)
      for (const text of vendorTexts) if (text) expect(place.includes(text)).toBe(false)
    }
    // Nor parts of it: the vendor's reason number is for the log only.
    const answers = tap
      .bytes()
      .split('HTTP/1.1 ')
      .filter((answer) => /^content-type: application\/problem\+json/im.test(answer.split('\r\n\r\n')[0] ?? ''))
    expect(answers.length).toBeGreaterThanOrEqual(failures.length)
    for (const answer of answers) expect(answer).not.toMatch(/reason|FAIL|maintenance|Bearer/i)
  })

  it('logs nothing in the console except the browser’s own messages', async () => {
    const loud = (await desk.browser.messages()).filter(({ kind }) => kind === 'exception')
    expect(loud).toEqual([])
  })
})
