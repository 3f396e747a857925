import { english } from '@conversation-frame/react'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Desk, openContact, openDesk, signIn, startOver, statusIs } from './dashboard.js'

let desk: Desk

beforeAll(async () => {
  desk = await openDesk()
})
beforeEach(() => startOver(desk))
afterAll(() => desk?.[Symbol.asyncDispose]())

const dana = { conversationId: 165, phoneNumber: '972501234567' }

/** Calls the login endpoint from the page, as a script on it could. */
function ask(body: string): Promise<{ status: number; code: string }> {
  return desk.page.evaluate(async (body) => {
    const headers = { 'content-type': 'application/json' }
    const response = await fetch('/api/conversation-login', { method: 'POST', headers, body })
    return { status: response.status, code: (await response.json()).code }
  }, body)
}

describe('the login endpoint', () => {
  it('refuses an unauthenticated user', async () => {
    expect(await ask(JSON.stringify(dana))).toEqual({ status: 401, code: 'unauthenticated' })
    expect(desk.simulator.ledger.totals().minted).toBe(0)
  })

  it('ignores a forged cookie', async () => {
    const { dashboard, simulator } = desk
    const headers = { 'content-type': 'application/json', cookie: 'dashboard_session=maya.c2lnbmF0dXJl' }
    const url = dashboard.url.replace('localhost', '127.0.0.1')
    const response = await fetch(`${url}/api/conversation-login`, {
      method: 'POST',
      headers,
      body: JSON.stringify(dana),
    })
    expect(response.status).toBe(401)
    const session = await (await fetch(`${url}/api/session`, { headers })).json()
    expect(session).toMatchObject({ user: null, agent: null })
    expect(simulator.ledger.totals().minted).toBe(0)
  })

  it('refuses a user without an agent, and the frame shows it', async () => {
    const { page, simulator } = desk
    await signIn(page, 'robin@oliveandoak.example')
    await openContact(page, 501)
    await statusIs(page, 'failed')
    expect(await page.evaluate(() => document.querySelector('[data-part=card]')?.textContent)).toContain(
      english.labels.errors.forbidden,
    )
    expect(simulator.ledger.totals().minted).toBe(0)
  })

  it('refuses a contact of another team, whatever the page shows', async () => {
    const { page, dashboard, simulator } = desk
    await signIn(page, 'tom@oliveandoak.example')
    expect(await ask(JSON.stringify(dana))).toEqual({ status: 403, code: 'forbidden' })
    await page.goto(`${dashboard.url}/contacts/501`)
    await page.waitFor(
      () => document.querySelector('.notice h2')?.textContent === 'This contact belongs to another team',
    )
    expect(simulator.ledger.totals().minted).toBe(0)
  })

  it('opens the conversation in its own records, whatever the page requests', async () => {
    await signIn(desk.page)
    expect(await ask(JSON.stringify({ conversationId: 165, phoneNumber: '447700900142' }))).toMatchObject({
      status: 403,
    })
    expect(desk.simulator.ledger.totals().minted).toBe(0)
  })

  it('refuses a body of 10 MB, a target without a contact, and a body that is not JSON', async () => {
    await signIn(desk.page)
    const huge = await desk.page.evaluate(async () => {
      const body = JSON.stringify({ conversationId: 165, name: 'x'.repeat(10_000_000) })
      const headers = { 'content-type': 'application/json' }
      const response = await fetch('/api/conversation-login', { method: 'POST', headers, body })
      return { status: response.status, code: (await response.json()).code }
    })
    expect(huge).toEqual({ status: 413, code: 'invalid_request' })
    expect(await ask('{"conversationId":165}')).toEqual({ status: 400, code: 'invalid_request' })
    expect(await ask('{"phoneNumber":"972501234567"}')).toEqual({ status: 400, code: 'invalid_request' })
    expect(await ask('{')).toEqual({ status: 400, code: 'invalid_request' })
    expect(desk.simulator.ledger.totals().minted).toBe(0)
  })

  it('does not pass on a link of a foreign origin', async () => {
    const { page, simulator } = desk
    await signIn(page)
    simulator.faults.set({ loginConversation: { login: 'foreign' } })
    expect(await ask(JSON.stringify(dana))).toEqual({ status: 502, code: 'misconfigured' })
    await openContact(page, 501)
    await statusIs(page, 'failed')
    expect(simulator.ledger.totals()).toMatchObject({ navigated: 0, redeemed: 0 })
  })
})

describe('the agent switch', () => {
  it('refuses another user’s agent', async () => {
    const { page, simulator } = desk
    await signIn(page, 'tom@oliveandoak.example')
    const status = await page.evaluate(async () => {
      const headers = { 'content-type': 'application/json' }
      const body = JSON.stringify({ agentId: 3142 })
      const response = await fetch('/api/session/agent', { method: 'PUT', headers, body })
      return [response.status, (await (await fetch('/api/session')).json()).agent.id]
    })
    expect(status).toEqual([403, 3143])
    expect(simulator.ledger.totals().minted).toBe(0)
  })
})

describe('the frame', () => {
  it.each([
    ['no login link', { nope: 1 }, english.labels.errors.invalid_response],
    [
      'a link of a foreign origin',
      { url: 'https://evil.example/app/login', expiresInSeconds: 300 },
      english.labels.errors.origin_not_allowed,
    ],
    [
      'a link encoded once too often',
      { url: 'http://localhost:1/?a=1\\u0026b=2', expiresInSeconds: 300 },
      english.labels.errors.origin_not_allowed,
    ],
  ])('refuses an endpoint that answers with %s', async (_what, body, message) => {
    const { page, simulator } = desk
    await signIn(page)
    await page.evaluate((answer) => {
      const { fetch } = window
      window.fetch = (input, init) =>
        String(input).endsWith('/api/conversation-login') ? Promise.resolve(Response.json(answer)) : fetch(input, init)
    }, body)
    await openContact(page, 501)
    await statusIs(page, 'failed')
    expect(await page.evaluate(() => document.querySelector('[data-part=card]')?.textContent)).toContain(message)
    expect(simulator.ledger.totals()).toMatchObject({ minted: 0, navigated: 0 })
  })
})
