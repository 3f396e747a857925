import { describe, expect, it } from 'vitest'
import { loginEndpoint } from '../../testing/loginEndpoint.js'
import { loginRequest } from '../../testing/loginRequest.js'

const own = 'https://dashboard.example'
const listed = 'https://app.example'

/** What a browser may say of itself, and whether an endpoint without options answers it. */
const callers: [caller: string, headers: Record<string, string | null>, answered: boolean][] = [
  ['a page of the same origin', { 'sec-fetch-site': 'same-origin', origin: own }, true],
  ['a page of the same origin, behind a proxy that changes the host', { origin: 'https://public.example' }, true],
  ['a page on a sibling subdomain', { 'sec-fetch-site': 'same-site', origin: 'https://blog.dashboard.example' }, false],
  ['a page on another site', { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }, false],
  ['a page on another site, its origin withheld', { 'sec-fetch-site': 'cross-site', origin: null }, false],
  ['an address that was typed', { 'sec-fetch-site': 'none' }, false],
  ['two words at once', { 'sec-fetch-site': 'same-origin, cross-site' }, false],
  ['two origins at once', { 'sec-fetch-site': 'same-origin', origin: `${own}, https://evil.example` }, false],
  ['the null origin beside another', { 'sec-fetch-site': 'same-origin', origin: `null, ${own}` }, false],
  ['two origins at once in an old browser', { 'sec-fetch-site': null, origin: `${own}, ${own}` }, false],
  ['a word that does not exist yet', { 'sec-fetch-site': 'same-party' }, false],
  ['a sandboxed frame', { 'sec-fetch-site': 'cross-site', origin: 'null' }, false],
  ['a sandboxed frame in an old browser', { 'sec-fetch-site': null, origin: 'null' }, false],
  ['a null origin that claims to be the same', { 'sec-fetch-site': 'same-origin', origin: 'null' }, false],
  ['an old browser on the same origin', { 'sec-fetch-site': null, origin: own }, true],
  ['an old browser on another origin', { 'sec-fetch-site': null, origin: 'https://evil.example' }, false],
  ['an old browser on another port', { 'sec-fetch-site': null, origin: `${own}:8443` }, false],
  ['an old browser on http:', { 'sec-fetch-site': null, origin: 'http://dashboard.example' }, false],
  ['an origin that begins like ours', { 'sec-fetch-site': null, origin: `${own}.evil.example` }, false],
  ['a listed frontend that is not listed here', { 'sec-fetch-site': 'cross-site', origin: listed }, false],
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

describe('the audit', () => {
  const long = `https://${'a'.repeat(300)}.example`
  it.each([
    [{ origin: 'null' }, undefined, 'the page has no origin of its own'],
    [{ 'sec-fetch-site': 'same-site', origin: listed }, undefined, `calls it "same-site", from "${listed}"`],
    [{ 'sec-fetch-site': 'none' }, undefined, 'calls it "none", from an unknown origin'],
    [{ 'sec-fetch-site': null, origin: listed }, undefined, `it came from "${listed}", and publicOrigin is not set`],
    [{ 'sec-fetch-site': null, origin: listed }, own, `it came from "${listed}", and publicOrigin is ${own}`],
    [{ origin: listed }, own, `it came from "${listed}", and publicOrigin is ${own}`],
    [{ origin: `${own}, ${listed}` }, undefined, `more than one Origin: "${own}, ${listed}"`],
    [{ 'sec-fetch-site': null, origin: long }, own, `it came from "${long.slice(0, 200)}", and`],
  ])('is told why: %o', async (headers, publicOrigin, words) => {
    const { handler, events } = loginEndpoint({}, publicOrigin ? { publicOrigin } : {})
    const response = await handler(loginRequest({ headers }))
    expect(await response.json()).toMatchObject({
      detail: 'Requests of this origin are refused. See allowedOrigins and publicOrigin of the login handler',
    })
    expect(events).toMatchObject([{ why: expect.stringContaining('A page of a foreign origin asked: ') }])
    expect(events).toMatchObject([{ why: expect.stringContaining(words) }])
  })
})

it.each(['origin', 'sec-fetch-site'])('puts no control character of %s into an event', async (name) => {
  const { handler, events } = loginEndpoint()
  await handler(loginRequest({ headers: { 'sec-fetch-site': 'cross-site', [name]: 'a\u009b31m\u0085b\u007f' } }))
  expect(events).toMatchObject([{ why: expect.stringContaining('"a\\u009b31m\\u0085b\\u007f"') }])
})

describe('with publicOrigin', () => {
  it.each([
    ['allowedOrigins', { allowedOrigins: [listed, 'app.example'] }, '"app.example"'],
    ['publicOrigin', { publicOrigin: `${own}/` }, `"${own}/"`],
  ])('or %s that is none, the handler is not made', (option, options, shown) => {
    const advice = 'Write it like https://dashboard.example.com: no path, no slash at the end, no *'
    expect(() => loginEndpoint({}, options)).toThrow(`${option}: ${shown} is not an origin. ${advice} (misconfigured`)
  })

  const places: [place: string, origin: string | null, status: number][] = [
    ['the public origin', 'https://public.example', 200],
    ['the internal one', own, 403],
    ['another', 'https://evil.example', 403],
    ['a longer one', 'https://public.example.evil.example', 403],
    ['the public origin and another', 'https://public.example, https://evil.example', 403],
    ['one of its own', 'null', 403],
  ]
  const ask = (headers: Record<string, string | null>, options: Parameters<typeof loginEndpoint>[1] = {}) =>
    loginEndpoint({}, { publicOrigin: 'https://public.example', ...options }).handler(loginRequest({ headers }))

  it.each(places)('an old browser on %s', async (_, origin, status) => {
    expect(await ask({ 'sec-fetch-site': null, origin })).toMatchObject({ status })
  })

  it.each(places)('a browser that calls it the same origin, on %s', async (_, origin, status) => {
    expect(await ask({ 'sec-fetch-site': 'same-origin', origin })).toMatchObject({ status })
  })

  it('a browser that calls it the same origin, and sends no Origin', async () => {
    expect(await ask({ 'sec-fetch-site': 'same-origin', origin: null })).toMatchObject({ status: 200 })
  })

  it('a listed frontend, whatever its browser calls it', async () => {
    const options = { allowedOrigins: [listed] }
    for (const site of ['same-origin', 'same-site', 'cross-site', null]) {
      expect(await ask({ 'sec-fetch-site': site, origin: listed }, options)).toMatchObject({ status: 200 })
    }
  })
})

describe('with allowedOrigins', () => {
  const endpoint = () => loginEndpoint({}, { allowedOrigins: [listed] })

  it('lets a listed frontend ask, with its cookies, and read the answer', async () => {
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

  it('still refuses everybody else, without a permission to read why', async () => {
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
    ['nothing', null],
    ['what cannot be headers', 'x-a: 1'],
    ['too much', 'x'.repeat(1_001)],
  ])('permits the content type alone when a preflight asks for %s', async (_, wanted) => {
    const headers = { 'sec-fetch-site': 'cross-site', origin: listed, 'access-control-request-headers': wanted }
    const response = await endpoint().handler(loginRequest({ method: 'OPTIONS', headers }))
    expect(response.headers.get('access-control-allow-headers')).toBe('content-type')
  })

  it('gives that permission to a preflight only', async () => {
    const { headers } = await endpoint().handler(
      loginRequest({ headers: { 'sec-fetch-site': 'cross-site', origin: listed } }),
    )
    expect(headers.has('access-control-allow-methods')).toBe(false)
  })

  it('refuses the preflight of anybody else', async () => {
    const headers = { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }
    const response = await endpoint().handler(loginRequest({ method: 'OPTIONS', headers }))
    expect(response.status).toBe(403)
    expect(response.headers.get('access-control-allow-origin')).toBeNull()
  })
})

describe('methods', () => {
  it('names its methods to OPTIONS', async () => {
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
