import { loginLinkBody, problemBody } from '@conversation-frame/contract'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { agent, loginEndpoint } from '../../testing/loginEndpoint.js'
import { loginRequest, target } from '../../testing/loginRequest.js'
import { okAnswer, type Scripted } from '../../testing/scriptedVendor.js'
import { createPartnerClient } from '../partner/createPartnerClient.js'
import type { Authorize } from './authorizeTarget.js'
import { createLoginHandler } from './createLoginHandler.js'
import { Forbidden } from './Forbidden.js'

describe('a valid request', () => {
  it('is answered with a link, its remaining lifetime, and the ids that the vendor named', async () => {
    const { handler } = loginEndpoint()
    const response = await handler(loginRequest())
    expect(response.status).toBe(200)
    const body = loginLinkBody.parse(await response.json())
    expect(body).toEqual({
      url: okAnswer.login,
      expiresInSeconds: expect.any(Number),
      conversationId: 165,
      inboxId: 12,
    })
    expect(body.expiresInSeconds).toBeGreaterThanOrEqual(299)
    expect(body.expiresInSeconds).toBeLessThanOrEqual(300)
  })

  it('is answered with headers that keep the link from caches, referrers and content sniffers', async () => {
    const { handler } = loginEndpoint()
    const { headers } = await handler(loginRequest())
    expect(Object.fromEntries(headers)).toEqual({
      'cache-control': 'no-store',
      'content-type': 'application/json',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    })
  })

  it('sends the vendor the agent of authorize and the target of the browser, in the documented names', async () => {
    const { handler, vendor } = loginEndpoint()
    await handler(loginRequest({ body: { ...target, name: 'Dana Levi', accountID: 1, agentID: 2, server: 'evil' } }))
    expect(vendor.calls.map(({ path, body }) => [path, body])).toEqual([
      ['/api/settings/accessToken', { client_id: 'client', client_secret: expect.any(String) }],
      [
        '/api/online/loginConversation',
        {
          accountID: 4142,
          agentID: 3142,
          server: 'online',
          conversation_id: 165,
          phone_number: '972501234567',
          name: 'Dana Levi',
        },
      ],
    ])
    expect(vendor.calls[1]?.headers.get('authorization')).toBe('Bearer token-secret-1')
  })

  it('opens the target that authorize returned instead of the one that the browser sent', async () => {
    const other = { inboxId: 7, email: 'noa@example.com' }
    const { handler, vendor } = loginEndpoint({}, { authorize: () => ({ ...agent, target: other }) })
    await handler(loginRequest())
    expect(vendor.calls[1]?.body).toMatchObject({ inbox_id: 7, email: 'noa@example.com' })
    expect(vendor.calls[1]?.body).not.toHaveProperty('conversation_id')
  })

  it('is reported with the user and the target, and without the link', async () => {
    const { handler, events } = loginEndpoint()
    await handler(loginRequest())
    expect(events).toEqual([
      { type: 'token_refreshed', durationMs: expect.any(Number) },
      {
        type: 'minted',
        expiresInSeconds: expect.any(Number),
        durationMs: expect.any(Number),
        ...agent,
        conversationId: 165,
      },
    ])
  })

  const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01'

  async function passedOn(given: string | null) {
    const { handler, vendor } = loginEndpoint()
    await handler(loginRequest({ headers: { traceparent: given } }))
    return vendor.calls.at(-1)?.headers.get('traceparent')
  }

  it.each([
    traceparent,
    '00-00000000000000000000000000000001-0000000000000001-00',
    '01-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
  ])('passes on a valid traceparent: %s', async (valid) => {
    expect(await passedOn(valid)).toBe(valid)
  })

  it.each([
    null,
    'made up',
    `${traceparent}x`,
    `x${traceparent}`,
    traceparent.toUpperCase(),
    traceparent.replace('00-', 'ff-'),
    '00-00000000000000000000000000000000-b7ad6b7169203331-01',
    '00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01',
  ])('does not pass on an invalid traceparent: %s', async (invalid) => {
    expect(await passedOn(invalid)).toBeNull()
  })
})

const failures: [name: string, answer: Scripted, status: number, code: string][] = [
  ['reason 2', { status: 'FAIL', reason: 2 }, 502, 'misconfigured'],
  ['reason 3, even with a new token', { status: 'FAIL', reason: 3 }, 502, 'misconfigured'],
  ['reason 13', { status: 'Fail', reason: 13 }, 502, 'misconfigured'],
  ['reason 29', { status: 'FAIL', reason: 29 }, 502, 'misconfigured'],
  ['reason 32', { status: 'fail', reason: 32 }, 403, 'account_suspended'],
  ['reason 34', { status: 'FAIL', reason: 34 }, 502, 'misconfigured'],
  ['reason 35', { status: 'FAIL', reason: '35' }, 502, 'misconfigured'],
  ['reason 36', { status: 'FAIL', reason: 36, message: 'vendor-words' }, 404, 'conversation_not_found'],
  ['reason 37', { status: 'FAIL', reason: 37 }, 422, 'contact_invalid'],
  ['an undocumented reason', { status: 'FAIL', reason: 999, message: 'vendor-words' }, 502, 'vendor_unavailable'],
  ['OK with a reason that contradicts it', { ...okAnswer, reason: 36 }, 404, 'conversation_not_found'],
  ['no reason', { status: 'FAIL' }, 502, 'vendor_unavailable'],
  ['HTML', new Response('<h1>vendor-words</h1>'), 502, 'vendor_unavailable'],
  [
    'the documented sample, which is not valid JSON',
    new Response('{"status":"OK","inbox_id", 12}'),
    502,
    'vendor_unavailable',
  ],
  ['an array', [], 502, 'vendor_unavailable'],
  ['HTTP 500', new Response('', { status: 500 }), 502, 'vendor_unavailable'],
  ['HTTP 429', new Response('', { status: 429 }), 503, 'vendor_unavailable'],
  ['HTTP 500 with a documented reason', Response.json({ reason: 36 }, { status: 500 }), 404, 'conversation_not_found'],
  ['HTTP 422 with only a reason', Response.json({ reason: 37 }, { status: 422 }), 422, 'contact_invalid'],
  [
    'HTTP 422 with only a message',
    Response.json({ error: 'vendor-words' }, { status: 422 }),
    502,
    'vendor_unavailable',
  ],
  ['HTTP 422 without a body', new Response('', { status: 422 }), 502, 'vendor_unavailable'],
  [
    'a redirect',
    new Response(null, { status: 307, headers: { location: 'https://elsewhere.example/' } }),
    502,
    'vendor_unavailable',
  ],
  ['OK without a link', { ...okAnswer, login: undefined }, 502, 'vendor_unavailable'],
  ['a link that is not a URL', { ...okAnswer, login: 'online' }, 502, 'vendor_unavailable'],
  ['a link that is encoded twice', { ...okAnswer, login: `${okAnswer.login}\\u0026x=1` }, 502, 'vendor_unavailable'],
  ['a link to another origin', { ...okAnswer, login: 'https://evil.example/' }, 502, 'misconfigured'],
  ["a link to another server's origin", { ...okAnswer, login: 'https://other.99digital.co.il/' }, 502, 'misconfigured'],
  ['a link with credentials', { ...okAnswer, login: 'https://a:b@online.99digital.co.il/' }, 502, 'misconfigured'],
  ['a link over http:', { ...okAnswer, login: 'http://online.99digital.co.il/' }, 502, 'misconfigured'],
  ['a javascript: link', { ...okAnswer, login: 'javascript:alert(1)' }, 502, 'misconfigured'],
  ["another agent's link", { ...okAnswer, agentID: 1 }, 502, 'vendor_unavailable'],
  ["another account's link", { ...okAnswer, accountID: '1' }, 502, 'vendor_unavailable'],
  ['megabytes', new Response('x'.repeat(1_000_000)), 502, 'vendor_unavailable'],
]

describe('a vendor’s answer', () => {
  it.each(failures)('%s leads to the documented code', async (_, answer, status, code) => {
    const { handler, events } = loginEndpoint({ logins: [answer] })
    const response = await handler(loginRequest())
    expect(response.headers.get('content-type')).toBe('application/problem+json')
    expect(response.headers.get('cache-control')).toBe('no-store')
    const problem = problemBody.parse(await response.json())
    expect(problem).toMatchObject({ status, code })
    // The vendor's words are never passed on.
    expect(problem.detail).toBeUndefined()
    expect(response.status).toBe(status)
    expect(events.at(-1)).toMatchObject({ type: 'vendor_failed', code, status, ...agent, conversationId: 165 })
  })

  it.each([
    ['OK in lower case', { ...okAnswer, status: 'ok' }],
    ['ids as strings', { ...okAnswer, accountID: '4142', agentID: '3142', inbox_id: '12', conversation_id: '165' }],
    ['reason 1', { ...okAnswer, reason: '1' }],
    ['HTTP 500 with OK in the body', Response.json(okAnswer, { status: 500 })],
  ])('%s is a success', async (_, answer) => {
    const { handler } = loginEndpoint({ logins: [answer] })
    const response = await handler(loginRequest())
    expect(response.status).toBe(200)
    expect(await response.json()).toMatchObject({ conversationId: 165, inboxId: 12 })
  })

  it.each([
    ['seconds', '17', 17],
    ['no time', undefined, 60],
  ])('429 with %s in Retry-After makes the browser wait', async (_, retryAfter, seconds) => {
    const headers: Record<string, string> = retryAfter ? { 'retry-after': retryAfter } : {}
    const { handler } = loginEndpoint({ logins: [new Response('', { status: 429, headers })] })
    const response = await handler(loginRequest())
    expect(response.status).toBe(503)
    expect(response.headers.get('retry-after')).toBe(String(seconds))
    expect(await response.json()).toMatchObject({ code: 'vendor_unavailable', retryAfterSeconds: seconds })
  })
})

describe('authorize', () => {
  it.each([
    ['null', null],
    ['undefined', undefined],
  ])('that returns %s means 401 and no call to the vendor', async (_, answer) => {
    const { handler, vendor } = loginEndpoint({}, { authorize: () => answer as null })
    const response = await handler(loginRequest())
    expect(response.status).toBe(401)
    expect(response.headers.has('allow')).toBe(false)
    expect(await response.json()).toMatchObject({ code: 'unauthenticated' })
    expect(vendor.calls).toEqual([])
  })

  it('that refuses is reported with the requested ids', async () => {
    const { handler, events } = loginEndpoint({}, { authorize: () => null })
    await handler(loginRequest({ body: { ...target, inboxId: 12 } }))
    await handler(loginRequest({ body: { inboxId: 12, email: 'dana@example.com' } }))
    expect(events).toMatchObject([
      { type: 'refused', code: 'unauthenticated', conversationId: 165 },
      { type: 'refused', code: 'unauthenticated', inboxId: 12 },
    ])
  })

  it('that throws Forbidden means 403, and its message stays on the server', async () => {
    const authorize = () => {
      throw new Forbidden('not her customer')
    }
    const { handler, vendor, events } = loginEndpoint({}, { authorize })
    const response = await handler(loginRequest())
    expect(response.status).toBe(403)
    const body = await response.text()
    expect(JSON.parse(body)).toMatchObject({ code: 'forbidden' })
    expect(body).not.toContain('customer')
    expect(events[0]).toMatchObject({ type: 'refused', why: expect.stringContaining('not her customer') })
    expect(vendor.calls).toEqual([])
  })

  it('cannot put control characters into an event, with a userId or a refusal', async () => {
    const hostile = 'maya\n\u009b31m\u0085\u2028\u202e'
    const written = 'maya\\u000a\\u009b31m\\u0085\\u2028\\u202e'
    const known = loginEndpoint({}, { authorize: () => ({ ...agent, userId: hostile }) })
    await known.handler(loginRequest())
    expect(known.events.at(-1)).toMatchObject({ type: 'minted', userId: written })
    const refused = loginEndpoint({}, { authorize: () => Promise.reject(new Forbidden(hostile)) })
    await refused.handler(loginRequest())
    expect(refused.events).toMatchObject([{ type: 'refused', why: expect.stringContaining(written) }])
  })

  it('that throws anything else means 500, and the error goes to onEvent only', async () => {
    const error = new Error('the database said: password')
    const { handler, vendor, events } = loginEndpoint({}, { authorize: () => Promise.reject(error) })
    const response = await handler(loginRequest())
    expect(response.status).toBe(500)
    const body = await response.text()
    expect(JSON.parse(body)).toMatchObject({ code: 'internal_error' })
    expect(body).not.toContain('password')
    const why = expect.stringContaining('authorize threw something other than Forbidden')
    expect(events[0]).toMatchObject({ type: 'refused', code: 'internal_error', error, why, conversationId: 165 })
    expect(vendor.calls).toEqual([])
  })

  it.each([
    ['an agentId as a string', { ...agent, agentId: '3142' as never }],
    ['an account of 0', { ...agent, accountId: 0 }],
    ['a server that would change the origin', { ...agent, server: 'evil.example/' }],
    ['an empty userId', { ...agent, userId: '' }],
    ['a target without a contact', { ...agent, target: { conversationId: 1 } }],
  ])('that returns %s means 500 and no call to the vendor', async (_, answer) => {
    const authorize: Authorize = () => answer
    const { handler, vendor } = loginEndpoint({}, { authorize })
    const response = await handler(loginRequest())
    expect(response.status).toBe(500)
    expect(await response.json()).toMatchObject({ code: 'internal_error' })
    expect(vendor.calls).toEqual([])
  })

  it('gets the request with its headers, and the normalised target', async () => {
    const authorize = vi.fn(() => agent)
    const { handler } = loginEndpoint({}, { authorize })
    await handler(loginRequest({ headers: { cookie: 'session=1' } }))
    const [request, asked] = authorize.mock.calls[0] as unknown as [Request, unknown]
    expect(request.headers.get('cookie')).toBe('session=1')
    expect(asked).toEqual({ conversationId: 165, phoneNumber: '972501234567' })
  })
})

describe('a host without onEvent', () => {
  it('gets server errors in the console, and nothing else', async () => {
    const { partner } = loginEndpoint()
    const fetch = () => Promise.reject(new TypeError('fetch failed'))
    const offline = createPartnerClient({ clientId: 'demo-client', clientSecret: 'demo-secret', fetch })
    const error = new Error('no database')
    const console_ = vi.spyOn(console, 'error').mockImplementation(() => {})
    for (const options of [
      { partner, authorize: () => null },
      { partner, authorize: () => Promise.reject(error) },
      { partner: offline, authorize: () => agent },
    ]) {
      await createLoginHandler(options)(loginRequest())
    }
    expect(console_.mock.calls).toEqual([
      [expect.stringMatching(/^conversation-frame: The login endpoint failed: authorize threw/), error],
      [expect.stringMatching(/^conversation-frame: .*\(vendor_unavailable, see /)],
    ])
    vi.restoreAllMocks()
  })

  it.each([
    ['a Node request', { method: 'POST', headers: {} }],
    ['an object without headers', { method: 'POST' }],
    ['nothing', undefined],
  ])('gets an error that says what to do with %s', async (_, request) => {
    const { partner } = loginEndpoint()
    const handler = createLoginHandler({ partner, authorize: () => null })
    await expect(handler(request as never)).rejects.toThrow('createNodeListener(handler)')
  })
})

describe('a deadline', () => {
  const hang = () => new Promise<never>(() => {})
  afterEach(() => {
    vi.useRealTimers()
  })

  it.each([
    ['request', {}, new Request(loginRequest(), { body: new ReadableStream(), duplex: 'half' })],
    ['authorize', { authorize: hang }, loginRequest()],
    ['limiter', { limiter: { consume: hang } }, loginRequest()],
  ])('that passes names the step to look at: %s', async (step, options, request) => {
    vi.useFakeTimers()
    const { handler, events } = loginEndpoint({}, { deadline: 500, ...options })
    const answer = handler(request)
    await vi.advanceTimersByTimeAsync(500)
    expect((await answer).status).toBe(503)
    const why = expect.stringContaining(`The deadline of 500 ms passed in the step "${step}"`)
    expect(events).toMatchObject([{ type: 'refused', code: 'unavailable', why }])
  })
})

it('says nothing of its own in a preflight or to HEAD', async () => {
  const { handler } = loginEndpoint()
  const preflight = await handler(loginRequest({ method: 'OPTIONS' }))
  expect(preflight.status).toBe(204)
  expect(Object.fromEntries(preflight.headers)).toEqual({
    allow: 'POST, OPTIONS',
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  })
  const head = await handler(loginRequest({ method: 'HEAD' }))
  expect([head.status, await head.text()]).toEqual([405, ''])
})

it('reports a limiter that fails, with the user and the target', async () => {
  const error = new Error('ECONNREFUSED')
  const { handler, events } = loginEndpoint({}, { limiter: { consume: () => Promise.reject(error) } })
  expect((await handler(loginRequest())).status).toBe(200)
  expect(events[0]).toEqual({ type: 'limiter_failed', error, ...agent, conversationId: 165 })
})

it('says which method to use, and shortens a long one for the log', async () => {
  const { handler, events } = loginEndpoint()
  const response = await handler(loginRequest({ method: 'X'.repeat(300) }))
  expect(await response.json()).toMatchObject({ status: 405, detail: 'Use POST to request a login link' })
  const why = expect.stringContaining(`Use POST to request a login link, not ${'X'.repeat(20)} (invalid_request`)
  expect(events).toMatchObject([{ type: 'refused', why }])
})

it('omits ids that the vendor did not name', async () => {
  const { handler } = loginEndpoint({ logins: [{ ...okAnswer, inbox_id: undefined, conversation_id: undefined }] })
  const body: object = JSON.parse(await (await handler(loginRequest())).text())
  expect(Object.keys(body)).toEqual(['url', 'expiresInSeconds'])
})

it('leaves no timer behind', async () => {
  vi.useFakeTimers()
  const { handler } = loginEndpoint({}, { limiter: { consume: async () => {} } })
  expect((await handler(loginRequest())).status).toBe(200)
  expect((await handler(loginRequest({ method: 'PUT' }))).status).toBe(405)
  expect(vi.getTimerCount()).toBe(0)
  vi.useRealTimers()
})

describe('the options', () => {
  const partner = { loginConversation: vi.fn(), loginAgent: vi.fn() }
  const authorize: Authorize = () => null
  it.each([
    [
      'createLoginHandler: authorize must be a function. It decides who may open what (misconfigured',
      { partner, authorize: undefined as never },
    ],
    [
      'createLoginHandler: partner must be the result of createPartnerClient (misconfigured',
      { partner: undefined as never, authorize },
    ],
    ['createLoginHandler: partner must be', { partner: {} as never, authorize }],
    [
      'deadline must be a number of milliseconds greater than 0, at most 2,147,483,647 (misconfigured',
      { partner, authorize, deadline: 0 },
    ],
    ['deadline', { partner, authorize, deadline: Number.POSITIVE_INFINITY }],
    ['deadline', { partner, authorize, deadline: 2 ** 31 }],
    ['allowedOrigins', { partner, authorize, allowedOrigins: ['https://a.example/'] }],
    ['allowedOrigins', { partner, authorize, allowedOrigins: ['*'] }],
    ['allowedOrigins', { partner, authorize, allowedOrigins: ['https://*.a.example'] }],
    ['allowedOrigins', { partner, authorize, allowedOrigins: ['null'] }],
    ['publicOrigin', { partner, authorize, publicOrigin: 'dashboard.example' }],
    [
      'limiter must have a consume method, as rate-limiter-flexible has (misconfigured',
      { partner, authorize, limiter: {} as never },
    ],
    [
      "limiterFallback must be 'memory' or 'refuse' (misconfigured",
      { partner, authorize, limiterFallback: 'none' as never },
    ],
    [
      'allowedOrigins must be an array of origins (misconfigured',
      { partner, authorize, allowedOrigins: 'https://a.example' as never },
    ],
    ['onEvent must be a function (misconfigured', { partner, authorize, onEvent: {} as never }],
  ])('are checked when the handler is created: %s', (name, options) => {
    expect(() => createLoginHandler(options)).toThrow(name)
  })
})
