import { afterEach, describe, expect, it, vi } from 'vitest'
import { loginEndpoint } from '../../testing/loginEndpoint.js'
import { endpointUrl, loginRequest, target } from '../../testing/loginRequest.js'

afterEach(() => {
  vi.useRealTimers()
})

async function ask(change: Parameters<typeof loginRequest>[0]) {
  const { handler, vendor } = loginEndpoint()
  const response = await handler(loginRequest(change))
  const body = await response.json()
  return { status: response.status, body, calls: vendor.calls.length }
}

describe('content types', () => {
  it.each([
    'application/json',
    'Application/JSON',
    'application/json; charset=utf-8',
    'application/json;charset="UTF-8"',
    'application/json;',
    'application/json ; charset=utf-8',
    'application/json; charset=utf8',
    'application/json; charset =utf-8',
    'application/json; charset= utf-8',
    'application/json; charset=utf-8 ;',
  ])('takes %s', async (type) => {
    expect(await ask({ headers: { 'content-type': type } })).toMatchObject({ status: 200 })
  })

  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/json; charset=utf-16',
    'application/json; charset=iso-8859-1',
    'application/json; profile=x',
    'text/plain; application/json',
    'application/jsonp',
    'application/json, text/plain',
    'application/json; x-charset=utf-8',
    'application/json; charset=utf-8-not',
    'application/json; charset="utf-8',
    'application/json; charset=utf-8"',
    'application/json; charset="utf-8; x="',
    'application/json; charset=""utf-8"',
    `application/json; charset='utf-8'`,
    'application/json; charset="utf-8"; charset=utf-16',
    'application/json; charset="utf-8" x',
    'application/json; charset=',
    'application/json; charset',
    '',
  ])('refuses %s', async (type) => {
    expect(await ask({ headers: { 'content-type': type } })).toMatchObject({
      status: 415,
      body: { code: 'invalid_request', status: 415 },
      calls: 0,
    })
  })

  it('refuses a compressed body, which could be a bomb', async () => {
    expect(await ask({ headers: { 'content-encoding': 'gzip' } })).toMatchObject({ status: 415, calls: 0 })
  })
})

const deep = `${'['.repeat(5_000)}${']'.repeat(5_000)}`
const valid = JSON.stringify(target).slice(1, -1)

describe('bodies', () => {
  it.each([
    ['is empty', ''],
    ['is no JSON', '{conversationId: 165}'],
    ['is a list', '[]'],
    ['is null', 'null'],
    ['is a text', '"conversationId"'],
    ['has no id', { phoneNumber: '972501234567' }],
    ['has no contact', { conversationId: 165 }],
    ['has an id as text', { ...target, conversationId: '165' }],
    ['has an id beyond integers', { ...target, conversationId: 2 ** 60 }],
    ['has a list for a phone number', { ...target, phoneNumber: ['972501234567'] }],
    ['is nested deeply', `{${valid},"x":${deep}}`],
    ['is nested deeply from the start', deep],
    ['names an id twice', `{${valid},"conversationId":166}`],
    ['names an id twice, once escaped', `{${valid},"conversation\\u0049d":166}`],
    ['goes for the prototype', `{${valid},"__proto__":{"accountId":1}}`],
    ['goes for the prototype with a plain value', `{${valid},"__proto__":1}`],
    ['goes for the constructor', `{${valid},"constructor":{"prototype":{"x":1}}}`],
    ['has something after its end', `{${valid}} {}`],
  ])('that %s is a 400, and nothing is minted', async (_, body) => {
    expect(await ask({ body })).toMatchObject({ status: 400, body: { code: 'invalid_request' }, calls: 0 })
    expect(Object.prototype).not.toHaveProperty('accountId')
  })

  it('says what is wrong with a target', async () => {
    expect(await ask({ body: { conversationId: 165 } })).toMatchObject({
      body: { detail: 'phoneNumber or email is required' },
    })
    expect(await ask({ body: { ...target, conversationId: 0 } })).toMatchObject({
      body: { detail: 'conversationId is not valid' },
    })
  })

  it.each([
    ['{conversationId: 165}', 'The body is not JSON'],
    ['[]', 'The body is not an object'],
    ['null', 'The body is not an object'],
    ['7', 'The body is not an object'],
    [`{${valid},"x":[1]}`, 'The body must be flat: names with texts and numbers'],
    [`{${valid},"x":{}}`, 'The body must be flat: names with texts and numbers'],
    [`{${valid},"conversationId":166}`, 'The body has a name twice'],
    [`{${valid},"__proto__":1}`, 'The body has a name that is no field'],
    ['{}', 'conversationId or inboxId is required'],
  ])('says what is wrong with %s', async (body, detail) => {
    expect(await ask({ body })).toMatchObject({ status: 400, body: { detail } })
  })

  it('says what is wrong with a type and a coding', async () => {
    const type = { 'content-type': 'text/plain' }
    expect(await ask({ headers: type })).toMatchObject({
      body: { detail: 'The body must be application/json in UTF-8' },
    })
    const coding = { 'content-encoding': 'br' }
    expect(await ask({ headers: coding })).toMatchObject({ body: { detail: 'The body must not be compressed' } })
    expect(await ask({ headers: { 'content-encoding': ' Identity ' } })).toMatchObject({ status: 200 })
  })

  it('without a type is a 415', async () => {
    const { handler } = loginEndpoint()
    const { headers } = loginRequest({ headers: { 'content-type': null } })
    headers.delete('content-type')
    const body = new TextEncoder().encode(JSON.stringify(target))
    const response = await handler(new Request(endpointUrl, { method: 'POST', headers, body }))
    expect(response.status).toBe(415)
  })

  it('may have white space around it', async () => {
    expect(await ask({ body: ` \n{${valid}}\r\n` })).toMatchObject({ status: 200 })
  })

  it('may have 16 kB, and not a byte more', async () => {
    const of = (length: number) => `{${valid}}`.padEnd(length)
    expect(await ask({ body: of(16_384) })).toMatchObject({ status: 200 })
    const detail = 'The body is larger than 16384 bytes'
    expect(await ask({ body: of(16_385) })).toMatchObject({ status: 413, body: { detail } })
    const stated = (length: string) => ask({ headers: { 'content-length': length } })
    expect(await stated('16384')).toMatchObject({ status: 200 })
    expect(await stated('16385')).toMatchObject({ status: 413, body: { detail } })
  })

  it('may be missing, which is a 400', async () => {
    const { handler } = loginEndpoint()
    const { headers } = loginRequest()
    const response = await handler(new Request(endpointUrl, { method: 'POST', headers }))
    expect(await response.json()).toMatchObject({ status: 400, detail: 'The body is not JSON' })
  })

  it('is not confused by brackets, braces and colons inside texts', async () => {
    expect(await ask({ body: { ...target, name: 'Dana {"a":[1]} \\" : Levi' } })).toMatchObject({ status: 200 })
  })

  it('that is larger than 16 kB is a 413, by its stated length or by what comes', async () => {
    const body = { ...target, x: 'x'.repeat(17_000) }
    expect(await ask({ body })).toMatchObject({ status: 413, body: { code: 'invalid_request' }, calls: 0 })
    expect(await ask({ headers: { 'content-length': '1000000' } })).toMatchObject({ status: 413, calls: 0 })
  })

  it('that is not UTF-8 is a 400', async () => {
    const { handler } = loginEndpoint()
    const bytes = new Uint8Array([...new TextEncoder().encode('{"name":"'), 0xff, 0xfe, 0x22, 0x7d])
    const { headers } = loginRequest()
    const response = await handler(new Request(endpointUrl, { method: 'POST', headers, body: bytes }))
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ detail: 'The body is not UTF-8' })
  })

  it('that breaks off is a 400', async () => {
    const { handler } = loginEndpoint()
    const body = new ReadableStream({
      start(controller) {
        controller.error(new Error('reset'))
      },
    })
    const { headers } = loginRequest()
    const response = await handler(new Request(endpointUrl, { method: 'POST', headers, body, duplex: 'half' }))
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ detail: 'The body broke off' })
  })

  it('that comes in many pieces is put together', async () => {
    const { handler } = loginEndpoint()
    const bytes = [...new TextEncoder().encode(JSON.stringify({ ...target, name: 'דנה לוי' }))]
    const body = new ReadableStream({
      start(controller) {
        for (const byte of bytes) controller.enqueue(new Uint8Array([byte]))
        controller.close()
      },
    })
    const { headers } = loginRequest()
    const response = await handler(new Request(endpointUrl, { method: 'POST', headers, body, duplex: 'half' }))
    expect(response.status).toBe(200)
  })

  const padded = JSON.stringify(target).padEnd(256)
  it.each([
    ['256 pieces', [...padded], 200],
    ['257 pieces', [...padded, ' '], 400],
    ['257 pieces, most of them empty', [padded, ...Array<string>(256).fill('')], 400],
  ])('that comes in %s is answered', async (_, pieces, status) => {
    const { handler } = loginEndpoint()
    const body = new ReadableStream({
      start(controller) {
        for (const piece of pieces) controller.enqueue(new TextEncoder().encode(piece))
        controller.close()
      },
    })
    const { headers } = loginRequest()
    const response = await handler(new Request(endpointUrl, { method: 'POST', headers, body, duplex: 'half' }))
    expect(response.status).toBe(status)
  })

  it('that comes too slowly is a 408', async () => {
    vi.useFakeTimers()
    const { handler, vendor } = loginEndpoint()
    const { headers } = loginRequest()
    const cancel = vi.fn()
    const body = new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode('{'))
      },
      cancel,
    })
    const answer = handler(new Request(endpointUrl, { method: 'POST', headers, body, duplex: 'half' }))
    await vi.advanceTimersByTimeAsync(5_000)
    const response = await answer
    expect(response.status).toBe(408)
    const detail = 'The body did not arrive within 5000 ms'
    expect(await response.json()).toMatchObject({ code: 'invalid_request', status: 408, detail })
    expect(vi.getTimerCount()).toBe(0)
    expect(cancel).toHaveBeenCalledOnce()
    expect(vendor.calls).toEqual([])
  })

  it('that somebody else has read is the host’s mistake', async () => {
    const { handler, events } = loginEndpoint()
    const request = loginRequest()
    await request.text()
    const response = await handler(request)
    expect(response.status).toBe(500)
    expect(events[0]).toMatchObject({ code: 'internal_error', why: expect.stringContaining('was read before') })
  })
})

describe('contacts', () => {
  it.each([
    ['a local phone number', { phoneNumber: '050-123-4567' }],
    ['words for a phone number', { phoneNumber: 'call me' }],
    ['an address without a domain', { email: 'dana@' }],
    ['an address with a line break', { email: 'dana@example.com\r\nBcc: x@evil.example' }],
  ])('%s is a 422', async (_, contact) => {
    expect(await ask({ body: { inboxId: 12, ...contact } })).toMatchObject({
      status: 422,
      body: { code: 'contact_invalid' },
      calls: 0,
    })
  })
})
