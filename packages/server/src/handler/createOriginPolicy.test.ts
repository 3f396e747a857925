import { describe, expect, it } from 'vitest'
import { loginEndpoint } from '../../testing/loginEndpoint.js'
import { loginRequest } from '../../testing/loginRequest.js'

const own = 'https://dashboard.example'
const listed = 'https://app.example'

/** What a browser may send, and whether an endpoint without options accepts it. */
const callers: [caller: string, headers: Record<string, string | null>, answered: boolean][] = [
  ['a page of the same origin', { 'sec-fetch-site': 'same-origin', origin: own }, true],
  ['a page of the same origin, behind a proxy that changes the host', { origin: 'https://public.example' }, true],
  ['a page on a sibling subdomain', { 'sec-fetch-site': 'same-site', origin: 'https://blog.dashboard.example' }, false],
  ['a page on another site', { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }, false],
  ['a page on another site, without an Origin', { 'sec-fetch-site': 'cross-site', origin: null }, false],
  ['a URL that was typed', { 'sec-fetch-site': 'none' }, false],
  ['two values of Sec-Fetch-Site', { 'sec-fetch-site': 'same-origin, cross-site' }, false],
  ['two origins', { 'sec-fetch-site': 'same-origin', origin: `${own}, https://evil.example` }, false],
  ['the null origin and another', { 'sec-fetch-site': 'same-origin', origin: `null, ${own}` }, false],
  ['two origins in an old browser', { 'sec-fetch-site': null, origin: `${own}, ${own}` }, false],
  ['an unknown value of Sec-Fetch-Site', { 'sec-fetch-site': 'same-party' }, false],
  ['a sandboxed frame', { 'sec-fetch-site': 'cross-site', origin: 'null' }, false],
  ['a sandboxed frame in an old browser', { 'sec-fetch-site': null, origin: 'null' }, false],
  ['a null origin that claims to be the same origin', { 'sec-fetch-site': 'same-origin', origin: 'null' }, false],
  ['an old browser on the same origin', { 'sec-fetch-site': null, origin: own }, true],
  ['an old browser on another origin', { 'sec-fetch-site': null, origin: 'https://evil.example' }, false],
  ['an old browser on another port', { 'sec-fetch-site': null, origin: `${own}:8443` }, false],
  ['an old browser on http:', { 'sec-fetch-site': null, origin: 'http://dashboard.example' }, false],
  ['an origin that begins with our own', { 'sec-fetch-site': null, origin: `${own}.evil.example` }, false],
  ['a frontend that other endpoints list', { 'sec-fetch-site': 'cross-site', origin: listed }, false],
  ['a server, which sends neither header', { 'sec-fetch-site': null, origin: null }, true],
]

describe('without options', () => {
  it.each(callers)('%s', async (_, headers, answered) => {
    const { handler, vendor, events } = loginEndpoint()
    const response = await handler(loginRequest({ headers }))
    expect(response.status).toBe(answered ? 200 : 403)
    expect([...response.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([])
    if (answered) return
    expect(await response.json()).toMatchObject({
      code: 'forbidden',
      detail: expect.stringContaining('allowedOrigins'),
    })
    expect(events).toMatchObject([{ type: 'refused', code: 'forbidden', why: expect.any(String) }])
    expect(vendor.calls).toEqual([])
  })
})

describe('the event of a refusal', () => {
  const long = `https://${'a'.repeat(300)}.example`
  it.each([
    [{ origin: 'null' }, undefined, 'the page has no origin of its own'],
    [{ 'sec-fetch-site': 'same-site', origin: listed }, undefined, `Sec-Fetch-Site is "same-site", from "${listed}"`],
    [{ 'sec-fetch-site': 'none' }, undefined, 'Sec-Fetch-Site is "none", from an unknown origin'],
    [{ 'sec-fetch-site': null, origin: listed }, undefined, `it came from "${listed}", and publicOrigin is not set`],
    [{ 'sec-fetch-site': null, origin: listed }, own, `it came from "${listed}", and publicOrigin is ${own}`],
    [{ origin: listed }, own, `it came from "${listed}", and publicOrigin is ${own}`],
    [{ origin: `${own}, ${listed}` }, undefined, `more than one Origin: "${own}, ${listed}"`],
    [{ 'sec-fetch-site': null, origin: long }, own, `it came from "${long.slice(0, 200)}", and`],
  ])('says why: %o', async (headers, publicOrigin, words) => {
    const { handler, events } = loginEndpoint({}, publicOrigin ? { publicOrigin } : {})
    const response = await handler(loginRequest({ headers }))
    expect(await response.json()).toMatchObject({
      detail: 'Requests from this origin are refused. See allowedOrigins and publicOrigin of the login handler',
    })
    expect(events).toMatchObject([{ why: expect.stringContaining('A page of another origin sent the request: ') }])
    expect(events).toMatchObject([{ why: expect.stringContaining(words) }])
  })
})

it.each(['origin', 'sec-fetch-site'])('escapes control characters of %s in the event', async (name) => {
  const { handler, events } = loginEndpoint()
  await handler(loginRequest({ headers: { 'sec-fetch-site': 'cross-site', [name]: 'a\u009b31m\u0085b\u007f' } }))
  expect(events).toMatchObject([{ why: expect.stringContaining('"a\\u009b31m\\u0085b\\u007f"') }])
})

describe('with publicOrigin', () => {
  it.each([
    ['allowedOrigins', { allowedOrigins: [listed, 'app.example'] }, '"app.example"'],
    ['publicOrigin', { publicOrigin: `${own}/` }, `"${own}/"`],
  ])('rejects an invalid origin in %s', (option, options, shown) => {
    const advice = 'Write it like https://dashboard.example.com: without a path, a slash at the end, or a *'
    expect(() => loginEndpoint({}, options)).toThrow(`${option}: ${shown} is not an origin. ${advice} (misconfigured`)
  })

  const places: [place: string, origin: string | null, status: number][] = [
    ['the public origin', 'https://public.example', 200],
    ['the internal origin', own, 403],
    ['another origin', 'https://evil.example', 403],
    ['an origin that begins with the public one', 'https://public.example.evil.example', 403],
    ['the public origin and another', 'https://public.example, https://evil.example', 403],
    ['the null origin', 'null', 403],
  ]
  const send = (headers: Record<string, string | null>, options: Parameters<typeof loginEndpoint>[1] = {}) =>
    loginEndpoint({}, { publicOrigin: 'https://public.example', ...options }).handler(loginRequest({ headers }))

  it.each(places)('an old browser on %s', async (_, origin, status) => {
    expect(await send({ 'sec-fetch-site': null, origin })).toMatchObject({ status })
  })

  it.each(places)('a browser that sends Sec-Fetch-Site: same-origin on %s', async (_, origin, status) => {
    expect(await send({ 'sec-fetch-site': 'same-origin', origin })).toMatchObject({ status })
  })

  it('a browser that sends Sec-Fetch-Site: same-origin and no Origin', async () => {
    expect(await send({ 'sec-fetch-site': 'same-origin', origin: null })).toMatchObject({ status: 200 })
  })

  it('a listed frontend, with every value of Sec-Fetch-Site', async () => {
    const options = { allowedOrigins: [listed] }
    for (const site of ['same-origin', 'same-site', 'cross-site', null]) {
      expect(await send({ 'sec-fetch-site': site, origin: listed }, options)).toMatchObject({ status: 200 })
    }
  })
})

describe('with allowedOrigins', () => {
  const endpoint = () => loginEndpoint({}, { allowedOrigins: [listed] })

  it('lets a listed frontend send its cookies and read the answer', async () => {
    const response = await endpoint().handler(
      loginRequest({ headers: { 'sec-fetch-site': 'cross-site', origin: listed } }),
    )
    expect(response.status).toBe(200)
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'access-control-allow-origin': listed,
      'access-control-allow-credentials': 'true',
      'access-control-expose-headers': 'retry-after',
      vary: 'origin',
    })
  })

  it('lets it read a refusal too', async () => {
    const { handler } = loginEndpoint({}, { allowedOrigins: [listed], authorize: () => null })
    const response = await handler(loginRequest({ headers: { 'sec-fetch-site': 'cross-site', origin: listed } }))
    expect(response.status).toBe(401)
    expect(response.headers.get('access-control-allow-origin')).toBe(listed)
  })

  it('refuses every other page, which may not read the answer', async () => {
    const response = await endpoint().handler(
      loginRequest({ headers: { 'sec-fetch-site': 'same-site', origin: 'https://blog.dashboard.example' } }),
    )
    expect(response.status).toBe(403)
    expect(response.headers.get('access-control-allow-origin')).toBeNull()
    expect(response.headers.get('vary')).toBe('origin')
  })

  it('answers the preflight of a listed frontend', async () => {
    const headers = {
      'sec-fetch-site': 'cross-site',
      origin: listed,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'content-type, x-csrf-token',
    }
    const { handler, events } = endpoint()
    const response = await handler(loginRequest({ method: 'OPTIONS', headers }))
    expect(response.status).toBe(204)
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'access-control-allow-origin': listed,
      'access-control-allow-credentials': 'true',
      'access-control-allow-methods': 'POST',
      'access-control-allow-headers': 'content-type, x-csrf-token',
      'access-control-max-age': '600',
      'cache-control': 'no-store',
    })
    expect(events).toEqual([])
  })

  it.each([
    ['no header', null],
    ['invalid names', 'x-a: 1'],
    ['a name that is too long', 'x'.repeat(1_001)],
  ])('allows only the content type when a preflight requests %s', async (_, requested) => {
    const headers = { 'sec-fetch-site': 'cross-site', origin: listed, 'access-control-request-headers': requested }
    const response = await endpoint().handler(loginRequest({ method: 'OPTIONS', headers }))
    expect(response.headers.get('access-control-allow-headers')).toBe('content-type')
  })

  it('sends the headers of a preflight only with its answer', async () => {
    const { headers } = await endpoint().handler(
      loginRequest({ headers: { 'sec-fetch-site': 'cross-site', origin: listed } }),
    )
    expect(headers.has('access-control-allow-methods')).toBe(false)
  })

  it('refuses the preflight of every other page', async () => {
    const headers = { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }
    const response = await endpoint().handler(loginRequest({ method: 'OPTIONS', headers }))
    expect(response.status).toBe(403)
    expect(response.headers.get('access-control-allow-origin')).toBeNull()
  })
})

describe('methods', () => {
  it('answers OPTIONS with the allowed methods', async () => {
    const response = await loginEndpoint().handler(loginRequest({ method: 'OPTIONS' }))
    expect(response.status).toBe(204)
    expect(response.headers.get('allow')).toBe('POST, OPTIONS')
  })

  it.each(['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE', 'PROPFIND'])('answers 405 to %s', async (method) => {
    const { handler, vendor } = loginEndpoint()
    const response = await handler(loginRequest({ method }))
    expect(response.status).toBe(405)
    expect(response.headers.get('allow')).toBe('POST, OPTIONS')
    expect(response.headers.get('content-type')).toBe('application/problem+json')
    const text = await response.text()
    if (method === 'HEAD') expect(text).toBe('')
    else expect(JSON.parse(text)).toMatchObject({ code: 'invalid_request', status: 405 })
    expect(vendor.calls).toEqual([])
  })
})
