import { expect, it } from 'vitest'
import { sampleTarget, testVendor } from '../testVendor.fixture.js'
import { controlHandler } from './controlHandler.js'

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

it('leaves the faults as they were when new ones are wrong, and says what is', async () => {
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

it('may be called from every origin', async () => {
  const { call, handle } = testControl()
  expect((await call('GET', 'ledger')).headers.get('access-control-allow-origin')).toBe('*')
  const preflight = await handle(new Request('https://demo.example/control/faults', { method: 'OPTIONS' }))
  expect(preflight.status).toBe(204)
  expect(preflight.headers.get('access-control-allow-methods')).toContain('PUT')
})

it('names its calls to who asks for another', async () => {
  const { status, body } = await testControl().call('GET', 'secrets')
  expect(status).toBe(404)
  expect(body).toMatchObject({ error: expect.stringContaining('GET ledger, GET ledger/events') })
})

it('streams the ledger at once and after each change', async () => {
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
