import { afterEach, describe, expect, it, vi } from 'vitest'
import { loginEndpoint } from '../../testing/loginEndpoint.js'
import { endpointUrl, loginRequest, target } from '../../testing/loginRequest.js'

afterEach(() => {
  vi.useRealTimers()
})

async function send(change: Parameters<typeof loginRequest>[0]) {
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
  ])('accepts %s', async (type) => {
    expect(await send({ headers: { 'content-type': type } })).toMatchObject({ status: 200 })
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
  ])('rejects %s', async (type) => {
    expect(await send({ headers: { 'content-type': type } })).toMatchObject({
      status: 415,
      body: { code: 'invalid_request', status: 415 },
      calls: 0,
    })
  })

  it('rejects a compressed body, which could be a decompression bomb', async () => {
    expect(await send({ headers: { 'content-encoding': 'gzip' } })).toMatchObject({ status: 415, calls: 0 })
  })
})

const deep = `${'['.repeat(5_000)}${']'.repeat(5_000)}`
const valid = JSON.stringify(target).slice(1, -1)

describe('bodies', () => {
  it.each([
    ['is empty', ''],
    ['is not JSON', '{conversationId: 165}'],
    ['is an array', '[]'],
    ['is null', 'null'],
    ['is a string', '"conversationId"'],
    ['has no id', { phoneNumber: '972501234567' }],
    ['has no contact', { conversationId: 165 }],
    ['has an id as a string', { ...target, conversationId: '165' }],
    ['has an id beyond safe integers', { ...target, conversationId: 2 ** 60 }],
    ['has an array as phone number', { ...target, phoneNumber: ['972501234567'] }],
    ['is nested deeply', `{${valid},"x":${deep}}`],
    ['is nested deeply from the start', deep],
    ['has a duplicate key', `{${valid},"conversationId":166}`],
    ['has a duplicate key, once escaped', `{${valid},"conversation\\u0049d":166}`],
    ['sets the prototype', `{${valid},"__proto__":{"accountId":1}}`],
    ['sets the prototype to a number', `{${valid},"__proto__":1}`],
    ['sets the constructor', `{${valid},"constructor":{"prototype":{"x":1}}}`],
    ['continues after its end', `{${valid}} {}`],
  ])('that %s means 400, and nothing is minted', async (_, body) => {
    expect(await send({ body })).toMatchObject({ status: 400, body: { code: 'invalid_request' }, calls: 0 })
    expect(Object.prototype).not.toHaveProperty('accountId')
  })

  it('says what is wrong with a target', async () => {
    expect(await send({ body: { conversationId: 165 } })).toMatchObject({
      body: { detail: 'phoneNumber or email is required' },
    })
    expect(await send({ body: { ...target, conversationId: 0 } })).toMatchObject({
      body: { detail: 'conversationId is invalid' },
    })
  })

  it.each([
    ['{conversationId: 165}', 'The body is not JSON'],
    ['[]', 'The body is not a JSON object'],
    ['null', 'The body is not a JSON object'],
    ['7', 'The body is not a JSON object'],
    [`{${valid},"x":[1]}`, 'The JSON body must be flat: an object of strings and numbers'],
    [`{${valid},"x":{}}`, 'The JSON body must be flat: an object of strings and numbers'],
    [`{${valid},"conversationId":166}`, 'Duplicate key in the JSON body'],
    [`{${valid},"__proto__":1}`, 'Forbidden key in the JSON body: __proto__'],
    ['{}', 'conversationId or inboxId is required'],
  ])('says what is wrong with %s', async (body, detail) => {
    expect(await send({ body })).toMatchObject({ status: 400, body: { detail } })
  })

  it('says what is wrong with a content type and an encoding', async () => {
    const type = { 'content-type': 'text/plain' }
    expect(await send({ headers: type })).toMatchObject({
      body: { detail: 'The body must be application/json in UTF-8' },
    })
    const coding = { 'content-encoding': 'br' }
    expect(await send({ headers: coding })).toMatchObject({ body: { detail: 'The body must not be compressed' } })
    expect(await send({ headers: { 'content-encoding': ' Identity ' } })).toMatchObject({ status: 200 })
  })

  it('without a content type means 415', async () => {
    const { handler } = loginEndpoint()
    const { headers } = loginRequest({ headers: { 'content-type': null } })
    headers.delete('content-type')
    const body = new TextEncoder().encode(JSON.stringify(target))
    const response = await handler(new Request(endpointUrl, { method: 'POST', headers, body }))
    expect(response.status).toBe(415)
  })

  it('may have whitespace around it', async () => {
    expect(await send({ body: ` \n{${valid}}\r\n` })).toMatchObject({ status: 200 })
  })

  it('may have 16 kB, and not a byte more', async () => {
    const of = (length: number) => `{${valid}}`.padEnd(length)
    expect(await send({ body: of(16_384) })).toMatchObject({ status: 200 })
    const detail = 'The body is larger than 16384 bytes'
    expect(await send({ body: of(16_385) })).toMatchObject({ status: 413, body: { detail } })
    const stated = (length: string) => send({ headers: { 'content-length': length } })
    expect(await stated('16384')).toMatchObject({ status: 200 })
    expect(await stated('16385')).toMatchObject({ status: 413, body: { detail } })
  })

  it('that is missing means 400', async () => {
    const { handler } = loginEndpoint()
    const { headers } = loginRequest()
    const response = await handler(new Request(endpointUrl, { method: 'POST', headers }))
    expect(await response.json()).toMatchObject({ status: 400, detail: 'The body is not JSON' })
  })

  it('may have brackets, braces and colons inside strings', async () => {
    expect(await send({ body: { ...target, name: 'Dana {"a":[1]} \\" : Levi' } })).toMatchObject({ status: 200 })
  })

  it('that is larger than 16 kB means 413, by its Content-Length or by its bytes', async () => {
    const body = { ...target, x: 'x'.repeat(17_000) }
    expect(await send({ body })).toMatchObject({ status: 413, body: { code: 'invalid_request' }, calls: 0 })
    expect(await send({ headers: { 'content-length': '1000000' } })).toMatchObject({ status: 413, calls: 0 })
  })

  it('that is not UTF-8 means 400', async () => {
    const { handler } = loginEndpoint()
    const bytes = new Uint8Array([...new TextEncoder().encode('{"name":"'), 0xff, 0xfe, 0x22, 0x7d])
    const { headers } = loginRequest()
    const response = await handler(new Request(endpointUrl, { method: 'POST', headers, body: bytes }))
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ detail: 'The body is not UTF-8' })
  })

  it('that is cut off means 400', async () => {
    const { handler } = loginEndpoint()
    const body = new ReadableStream({
      start(controller) {
        controller.error(new Error('reset'))
      },
    })
    const { headers } = loginRequest()
    const response = await handler(new Request(endpointUrl, { method: 'POST', headers, body, duplex: 'half' }))
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ detail: 'The body is incomplete' })
  })

  it('that arrives in many chunks is joined', async () => {
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
    ['256 chunks', [...padded], 200],
    ['257 chunks', [...padded, ' '], 400],
    ['257 chunks, most of them empty', [padded, ...Array<string>(256).fill('')], 400],
  ])('in %s is limited', async (_, chunks, status) => {
    const { handler } = loginEndpoint()
    const body = new ReadableStream({
      start(controller) {
        for (const chunk of chunks) controller.enqueue(new TextEncoder().encode(chunk))
        controller.close()
      },
    })
    const { headers } = loginRequest()
    const response = await handler(new Request(endpointUrl, { method: 'POST', headers, body, duplex: 'half' }))
    expect(response.status).toBe(status)
  })

  it('that arrives too slowly means 408', async () => {
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

  it('that was already read is a mistake of the host', async () => {
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
    ['a sentence as phone number', { phoneNumber: 'call me' }],
    ['an address without a domain', { email: 'dana@' }],
    ['an address with a line break', { email: 'dana@example.com\r\nBcc: x@evil.example' }],
  ])('%s means 422', async (_, contact) => {
    expect(await send({ body: { inboxId: 12, ...contact } })).toMatchObject({
      status: 422,
      body: { code: 'contact_invalid' },
      calls: 0,
    })
  })
})
