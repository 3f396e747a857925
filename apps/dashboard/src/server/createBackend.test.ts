import { createSimulator } from '@conversation-frame/simulator'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createBackend } from './createBackend.js'
import { demoSettings } from './demoSettings.js'

const origin = 'http://localhost:4100'
const json = { 'content-type': 'application/json' }
const maya = { email: 'maya@oliveandoak.example', password: 'demo' }

afterEach(() => vi.restoreAllMocks())

function openBackend() {
  const backend = createBackend({
    partner: { clientId: 'demo-client', clientSecret: 'demo-secret', loginOrigins: ['http://localhost:4101'] },
    settings: demoSettings(),
    loginOrigins: ['http://localhost:4101'],
    simulator: createSimulator(),
  })
  const call = (
    method: string,
    path: string,
    headers: Record<string, string> = {},
    body?: BodyInit,
    address = '127.0.0.1',
  ) =>
    backend.fetch(
      new Request(`${origin}/api/${path}`, { method, headers, ...(body !== undefined && { body, duplex: 'half' }) }),
      { incoming: { socket: { remoteAddress: address } } },
    )
  /** Signs in with these cookies, and returns the new ones. */
  const signIn = async (user = maya, cookie = '', address?: string) => {
    const response = await call('POST', 'session', { ...json, cookie }, JSON.stringify(user), address)
    return { status: response.status, cookie: response.headers.get('set-cookie')?.split(';')[0] ?? '' }
  }
  const whoIs = async (cookie: string) => (await (await call('GET', 'session', { cookie })).json()).user?.id
  return { call, signIn, whoIs }
}

const changes = [
  ['POST', 'session'],
  ['DELETE', 'session'],
  ['PUT', 'session/agent'],
  ['POST', 'contacts/501/read'],
  ['PUT', 'operations/faults'],
  ['POST', 'operations/expire-links'],
  ['POST', 'operations/clear'],
] as const

describe.each(changes)('%s %s', (method, path) => {
  it.each<Record<string, string>>([
    { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site', ...json },
    { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site', 'content-type': 'text/plain' },
    { origin: 'http://localhost:4101', 'sec-fetch-site': 'same-site', 'content-type': 'text/ping' },
    { origin: 'http://localhost:4101', ...json },
    { origin: 'https://evil.example', 'sec-fetch-site': 'same-origin', ...json },
    { origin: `${origin}, https://evil.example`, ...json },
    { origin: 'null', ...json },
    { 'sec-fetch-site': 'cross-site', 'content-type': 'application/x-www-form-urlencoded' },
    { 'sec-fetch-site': 'none' },
  ])('refuses pages of other origins, also with a session: %j', async (headers) => {
    const log = vi.spyOn(console, 'error')
    const { call, signIn, whoIs } = openBackend()
    const { cookie } = await signIn()
    const response = await call(method, path, { ...headers, cookie }, '{}')
    expect(response.status).toBe(403)
    expect(await response.json()).toEqual({ error: expect.stringContaining('own pages') })
    expect(await whoIs(cookie)).toBe('maya')
    expect(log).not.toHaveBeenCalled()
  })

  it.each<Record<string, string>>([
    { origin, 'sec-fetch-site': 'same-origin', ...json },
    { 'sec-fetch-site': 'same-origin' },
    { origin, ...json },
    json,
  ])('accepts the dashboard’s own pages, and programs: %j', async (headers) => {
    const { call } = openBackend()
    expect([200, 400, 401]).toContain((await call(method, path, headers, '{}')).status)
  })

  it('refuses a body that is too long, whatever its headers say', async () => {
    const { call } = openBackend()
    const long = JSON.stringify({ ...maya, more: 'x'.repeat(20_000) })
    const stream = new Blob([long]).stream()
    for (const body of [long, stream]) expect((await call(method, path, json, body)).status).toBe(413)
    expect((await call(method, path, { ...json, 'content-length': String(long.length) }, long)).status).toBe(413)
  })
})

it('refuses a form from a program', async () => {
  const { call } = openBackend()
  for (const headers of [
    {},
    { 'content-type': 'text/plain' },
    { 'content-type': 'application/x-www-form-urlencoded' },
  ]) {
    const response = await call('POST', 'session', headers, 'email=maya')
    expect(response.status).toBe(403)
  }
})

it.each([
  '{',
  'null',
  '[]',
  '"maya"',
  '[[[[',
  '{"__proto__":{"email":"maya"}}',
  '{"email":{},"password":[]}',
  '{"email":"a","constructor":{}}',
])('does not sign in with %s', async (body) => {
  const { call } = openBackend()
  const response = await call('POST', 'session', json, body)
  expect(response.status).toBe(400)
  expect(response.headers.has('set-cookie')).toBe(false)
  expect(Object.prototype).not.toHaveProperty('email')
})

it.each([
  '{"__proto__":{"all":{"hang":true}}}',
  '{"constructor":{"prototype":{}}}',
  '{"all":{"__proto__":{"hang":true}}}',
  'null',
  '[]',
])('does not set faults with %s', async (body) => {
  const { call, signIn } = openBackend()
  const { cookie } = await signIn()
  expect((await call('PUT', 'operations/faults', { ...json, cookie }, body)).status).toBe(400)
})

describe('a session', () => {
  it('ends when its user signs in again, in the same browser or another', async () => {
    const { signIn, whoIs } = openBackend()
    const first = await signIn()
    const second = await signIn(maya, first.cookie)
    expect([await whoIs(first.cookie), await whoIs(second.cookie)]).toEqual([undefined, 'maya'])
    const third = await signIn()
    expect([await whoIs(second.cookie), await whoIs(third.cookie)]).toEqual([undefined, 'maya'])
  })

  it('ends when another user signs in in its browser', async () => {
    const { signIn, whoIs } = openBackend()
    const first = await signIn()
    const second = await signIn({ ...maya, email: 'tom@oliveandoak.example' }, first.cookie)
    expect([await whoIs(first.cookie), await whoIs(second.cookie)]).toEqual([undefined, 'tom'])
  })

  it('survives a failed sign-in', async () => {
    const { signIn, whoIs } = openBackend()
    const { cookie } = await signIn()
    expect(await signIn({ ...maya, password: 'guess' }, cookie)).toEqual({ status: 401, cookie: '' })
    expect(await whoIs(cookie)).toBe('maya')
  })

  it('has an id that the server chooses', async () => {
    const { signIn } = openBackend()
    const chosen = 'dashboard_session=chosen.c2lnbmF0dXJl'
    expect((await signIn(maya, chosen)).cookie).not.toContain('chosen')
  })

  it('can be ended even if it does not exist', async () => {
    const { call } = openBackend()
    expect((await call('DELETE', 'session')).status).toBe(200)
  })

  it.each([
    '%',
    '=;=',
    'dashboard_session=%E0%A4%A',
    'dashboard_session=a; dashboard_session=b',
    '__proto__=x',
    '\u00ff',
  ])('is not read from the cookies %j', async (cookie) => {
    expect(await openBackend().whoIs(cookie)).toBeUndefined()
  })

  it('ends together with its stream of operations', async () => {
    const { call, signIn } = openBackend()
    const { cookie } = await signIn()
    const reader = (await call('GET', 'operations/events', { cookie })).body?.getReader()
    expect((await reader?.read())?.done).toBe(false)
    const next = await signIn()
    // The stream checks its session at the next event.
    await call('POST', 'operations/clear', { ...json, cookie: next.cookie })
    while (!(await reader?.read())?.done);
    expect((await call('GET', 'operations/events', { cookie })).status).toBe(401)
  })
})

describe('attempts to sign in', () => {
  it('are limited for one user, from any address', async () => {
    const { signIn } = openBackend()
    const statuses: number[] = []
    for (let each = 0; each < 21; each++) {
      statuses.push((await signIn({ ...maya, password: 'guess' }, '', `192.0.2.${each}`)).status)
    }
    expect(statuses.filter((status) => status === 401)).toHaveLength(20)
    expect(statuses.at(-1)).toBe(429)
  })

  it('are limited from one address, for any user', async () => {
    const { signIn } = openBackend()
    const statuses: number[] = []
    for (let each = 0; each < 41; each++) {
      statuses.push((await signIn({ email: `user-${each}@example.com`, password: 'demo' })).status)
    }
    expect(statuses.filter((status) => status === 401)).toHaveLength(40)
    expect(statuses.at(-1)).toBe(429)
    expect((await signIn(maya, '', '192.0.2.1')).status).toBe(200)
  })
})
