import { describe, expect, it } from 'vitest'
import { sampleTarget, testVendor } from '../testVendor.fixture.js'
import { type ControlOptions, controlHandler } from './controlHandler.js'

function testControl() {
  const vendor = testVendor()
  const handle = controlHandler(vendor.simulator)
  const call = async (method: string, path: string, body?: unknown) => {
    const init = { method, ...(body !== undefined && { body: JSON.stringify(body) }) }
    const response = await handle(new Request(`https://demo.example/vendor/control/${path}`, init))
    return { status: response.status, headers: response.headers, body: await response.json().catch(() => undefined) }
  }
  return { ...vendor, handle, call }
}

it('shows and clears the ledger', async () => {
  const { mint, call } = testControl()
  await mint(sampleTarget)
  const { body } = await call('GET', 'ledger')
  expect(body).toMatchObject({ totals: { minted: 1 }, links: [{ id: 'link-1' }], accessTokens: [{}], sessions: [] })
  expect(await call('POST', 'ledger/clear')).toMatchObject({ status: 200, body: { totals: { minted: 0 }, links: [] } })
})

it('sets, adds, shows and clears faults', async () => {
  const { call, simulator } = testControl()
  expect((await call('PUT', 'faults', { redeem: { delay: 5 } })).body).toEqual({ redeem: { delay: 5 } })
  expect((await call('PATCH', 'faults', { cookie: 'lax' })).body).toEqual({ redeem: { delay: 5 }, cookie: 'lax' })
  expect((await call('PUT', 'faults', { loginPage: { hang: true } })).body).toEqual({ loginPage: { hang: true } })
  expect((await call('GET', 'faults')).body).toEqual({ loginPage: { hang: true } })
  expect((await call('DELETE', 'faults')).body).toEqual({})
  expect(simulator.faults.current()).toEqual({})
})

it('keeps the faults if new ones are invalid, and reports the problem', async () => {
  const { call } = testControl()
  await call('PUT', 'faults', { redeem: { delay: 5 } })
  const { status, body } = await call('PUT', 'faults', { redeem: { delay: 'long' } })
  expect(status).toBe(400)
  expect(body).toMatchObject({ error: expect.stringContaining('redeem.delay must be a whole number') })
  expect((await call('GET', 'faults')).body).toEqual({ redeem: { delay: 5 } })
})

it('moves the clock ahead, never back', async () => {
  const { call, time } = testControl()
  expect((await call('POST', 'clock/advance', { ms: 300_000 })).body).toEqual({ now: time.now() + 300_000 })
  expect((await call('GET', 'clock')).body).toEqual({ now: time.now() + 300_000 })
  for (const body of [{ ms: -1 }, { ms: '5' }, {}, []]) {
    expect((await call('POST', 'clock/advance', body)).status).toBe(400)
  }
})

describe('pages', () => {
  const panel = 'http://localhost:6006'
  const ask = (headers: Record<string, string>, method = 'GET', options: ControlOptions = { origins: [panel] }) =>
    controlHandler(
      testVendor().simulator,
      options,
    )(new Request('https://demo.example/control/faults', { method, headers }))

  it('of a listed origin may use it', async () => {
    const headers = { origin: panel, 'sec-fetch-site': 'cross-site' }
    const response = await ask(headers)
    expect(response.status).toBe(200)
    expect(response.headers.get('access-control-allow-origin')).toBe(panel)
    expect(response.headers.get('vary')).toBe('Origin')
    const preflight = await ask(headers, 'OPTIONS')
    expect(preflight.status).toBe(204)
    expect(preflight.headers.get('access-control-allow-methods')).toContain('PUT')
  })

  it.each<Record<string, string>>([
    {},
    { 'sec-fetch-site': 'none' },
    { 'sec-fetch-site': 'same-origin' },
    { origin: 'https://demo.example', 'sec-fetch-site': 'same-origin' },
  ])('of its own origin, and programs, may use it: %j', async (headers) => {
    expect((await ask(headers)).status).toBe(200)
    expect((await ask(headers, 'DELETE')).status).toBe(200)
  })

  it.each<Record<string, string>>([
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { origin: `${panel}.evil.example` },
    { origin: `${panel}, https://evil.example` },
    { origin: 'http://demo.example:81' },
    { origin: 'https://evil.example', 'sec-fetch-site': 'same-origin' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { 'sec-fetch-site': 'same-origin, cross-site' },
  ])('of another origin may not: %j', async (headers) => {
    for (const method of ['GET', 'OPTIONS', 'PUT', 'DELETE']) {
      const response = await ask(headers, method)
      expect(response.status).toBe(403)
      expect(response.headers.has('access-control-allow-origin')).toBe(false)
    }
  })

  it('receive a message that names the flag and the option to list an origin', async () => {
    const text = await (await ask({ origin: 'https://panel.example' })).text()
    expect(text).toContain('--control-origin https://panel.example')
    expect(text).toContain('controlHandler: origins')
  })

  it('are listed by origin only', () => {
    for (const origin of ['*', 'http://localhost:6006/', 'localhost:6006']) {
      expect(() => controlHandler(testVendor().simulator, { origins: [origin] })).toThrow('origins must be an origin')
    }
    expect(() => controlHandler(testVendor().simulator, { allowedHosts: ['a:1'] })).toThrow('allowedHosts must be')
  })
})

it('lists its calls in the response to an unknown one', async () => {
  const { status, body } = await testControl().call('GET', 'secrets')
  expect(status).toBe(404)
  expect(body).toMatchObject({ error: expect.stringContaining('GET ledger, GET ledger/events') })
})

it('streams the ledger immediately and after each change', async () => {
  const { handle, mint } = testControl()
  const response = await handle(new Request('https://demo.example/control/ledger/events'))
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  const next = async () => JSON.parse((await reader?.read())?.value?.slice('data: '.length) ?? '')
  expect(await next()).toMatchObject({ totals: { minted: 0 }, links: [] })
  await mint()
  expect(await next()).toMatchObject({ event: { type: 'access_token' } })
  expect(await next()).toMatchObject({ event: { type: 'minted' }, totals: { minted: 1 }, links: [{ id: 'link-1' }] })
  await reader?.cancel()
})
