import { endpointErrors, loginLinkBody, loginRequestBody, problemBody } from '@conversation-frame/contract'
import fc from 'fast-check'
import { afterAll, expect, it } from 'vitest'
import { loginEndpoint } from '../../testing/loginEndpoint.js'
import { endpointUrl, loginRequest, target } from '../../testing/loginRequest.js'
import { okAnswer, scriptedVendor, token } from '../../testing/scriptedVendor.js'
import { written } from '../../testing/secretWatch.js'

/** A slice in `npm test`; `npm run test:slow fuzz` asks for 50,000. */
const runs = Number(process.env.FUZZ_RUNS ?? 400)
const parameters = { numRuns: Math.ceil(runs / 2), interruptAfterTimeLimit: 540_000, markInterruptAsFailure: true }
let cases = 0
afterAll(() => {
  if (process.env.FUZZ_RUNS) process.stdout.write(`${cases} cases\n`)
})

const id = fc.oneof(fc.integer({ min: -1, max: 1_000 }), fc.double(), fc.string(), fc.constant(null))
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.constantFrom('972501234567', '+972 50-123-4567', 'dana@example.com', 'a\r\nX-Evil: 1', '\u0000', '"'.repeat(50)),
)
const fieldName = fc.constantFrom('conversationId', 'inboxId', 'phoneNumber', 'email', 'name', '__proto__', 'accountID')
const targets = fc.record(
  { conversationId: id, inboxId: id, phoneNumber: text, email: text, name: text, agentID: id },
  { requiredKeys: [] },
)
/** JSON from pairs, so that keys can be duplicated. */
const pairs = fc
  .array(fc.tuple(fieldName, fc.oneof(fc.jsonValue({ maxDepth: 3 }), id, text)), { maxLength: 5 })
  .map((members) => `{${members.map(([name, value]) => `"${name}":${JSON.stringify(value) ?? 'null'}`).join(',')}}`)
const depth = fc.integer({ min: 1, max: 7_000 }).map((levels) => `{"x":${'['.repeat(levels)}${']'.repeat(levels)}}`)
const encoder = new TextEncoder()
const bodies = fc.oneof(
  { weight: 4, arbitrary: targets.map((value) => encoder.encode(JSON.stringify(value))) },
  { weight: 3, arbitrary: pairs.map((json) => encoder.encode(json)) },
  { weight: 1, arbitrary: fc.json().map((json) => encoder.encode(json)) },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 200 }) },
  { weight: 1, arbitrary: depth.map((json) => encoder.encode(json)) },
  { weight: 1, arbitrary: fc.integer({ min: 16_000, max: 17_000 }).map((length) => new Uint8Array(length).fill(32)) },
  { weight: 1, arbitrary: fc.constant(encoder.encode(JSON.stringify(target))) },
)
const headerValue = fc.string({ unit: fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCharCode(code)) })
const headers = fc.record(
  {
    'content-type': fc.oneof(
      { weight: 5, arbitrary: fc.constant('application/json') },
      fc.constantFrom('text/plain', 'application/json; charset=utf-16', 'application/x-www-form-urlencoded'),
      headerValue,
    ),
    'sec-fetch-site': fc.oneof(
      { weight: 5, arbitrary: fc.constant('same-origin') },
      fc.constantFrom('same-site', 'cross-site', 'none'),
      headerValue,
    ),
    origin: fc.oneof(
      { weight: 3, arbitrary: fc.constant('https://dashboard.example') },
      fc.constantFrom('null', 'https://evil.example', 'https://app.example'),
      headerValue,
    ),
    'content-encoding': fc.oneof({ weight: 9, arbitrary: fc.constant('identity') }, fc.constant('gzip')),
    'content-length': fc.oneof({ weight: 9, arbitrary: fc.constant('80') }, headerValue),
    traceparent: fc.oneof(headerValue, fc.constant('00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01')),
    'access-control-request-headers': headerValue,
    'x-forwarded-host': headerValue,
  },
  { requiredKeys: ['content-type'] },
)
const methods = fc.oneof(
  { weight: 9, arbitrary: fc.constant('POST') },
  fc.constantFrom('GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE', 'post', 'PROPFIND'),
)

it('answers every request as the contract says, and mints only for a valid target', async () => {
  const { handler, vendor } = loginEndpoint({}, { allowedOrigins: ['https://app.example'], limiter: false })
  await fc.assert(
    fc.asyncProperty(methods, headers, bodies, fc.boolean(), async (method, given, bytes, inChunks) => {
      cases += 1
      const before = vendor.count('loginConversation')
      const hasBody = !['GET', 'HEAD'].includes(method)
      const body = inChunks ? streamOf(bytes) : bytes
      const request = new Request(endpointUrl, {
        method,
        headers: given,
        ...(hasBody ? { body, duplex: 'half' as const } : {}),
      })
      const response = await handler(request)
      const minted = vendor.count('loginConversation') - before
      await expectContract(response, method)
      expect(response.status).not.toBe(500)
      expect(response.status).not.toBe(502)
      expect(minted).toBe(response.status === 200 ? 1 : 0)
      if (minted) expectSameTarget(vendor.calls.at(-1), bytes)
      expect(Object.keys(Object.prototype)).toEqual([])
      // Drops the recorded calls, so that 50,000 cases do not fill the memory.
      vendor.calls.splice(1, vendor.calls.length - 2)
    }),
    parameters,
  )
}, 600_000)

const word = fc.constantFrom('OK', 'FAIL', 'vendor-words', 'ok', '', 'https://online.99digital.co.il/?sso_auth_token=1')
const vendorValue = fc.oneof(word, fc.integer({ min: -1, max: 40 }), fc.string(), fc.jsonValue({ maxDepth: 2 }))
const vendorBody = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .record(
        {
          status: vendorValue,
          reason: vendorValue,
          accountID: vendorValue,
          agentID: vendorValue,
          conversation_id: vendorValue,
          login: fc.oneof(word, fc.webUrl({ withQueryParameters: true }), vendorValue),
          message: fc.constant('vendor-words'),
          access_token: vendorValue,
          expiration_time: vendorValue,
        },
        { requiredKeys: [] },
      )
      .map((body) => JSON.stringify(body)),
  },
  { weight: 3, arbitrary: vendorValue.map((login) => JSON.stringify({ ...okAnswer, login })) },
  { weight: 1, arbitrary: fc.constant(JSON.stringify(okAnswer)) },
  { weight: 1, arbitrary: fc.constant(JSON.stringify(token())) },
  { weight: 1, arbitrary: fc.string().map((junk) => `<p>vendor-words</p>${junk}`) },
  { weight: 1, arbitrary: fc.json() },
  { weight: 1, arbitrary: fc.constant(JSON.stringify(okAnswer).slice(0, 60)) },
)
const vendorResponse = fc.record({
  body: vendorBody,
  status: fc.constantFrom(200, 200, 200, 201, 302, 400, 401, 403, 404, 429, 500, 503),
  retryAfter: fc.option(fc.oneof(headerValue, fc.constantFrom('7', 'Wed, 21 Oct 2099 07:28:00 GMT', '-1'))),
})
const vendorResponses = fc.record({
  tokens: fc.oneof({ weight: 3, arbitrary: fc.constant(null) }, vendorResponse),
  login: vendorResponse,
})

it('answers as the contract says for every answer of the vendor, and sends no link to another origin', async () => {
  await fc.assert(
    fc.asyncProperty(vendorResponses, async ({ tokens, login }) => {
      cases += 1
      const vendor = scriptedVendor({
        tokens: tokens ? [responseOf(tokens)] : [],
        logins: [responseOf(login)],
      })
      const { handler, events } = loginEndpoint({}, {}, { fetch: vendor.fetch })
      const response = await handler(loginRequest())
      await expectContract(response, 'POST')
      expect(response.status).not.toBe(500)
      expect(vendor.count('accessToken')).toBeLessThanOrEqual(2)
      expect(vendor.count('loginConversation')).toBeLessThanOrEqual(2)
      if (response.status !== 200) {
        const output = `${await response.text()}${[...response.headers]}${written(events)}`
        expect(output).not.toMatch(/vendor-words|sso_auth_token|client-secret|token-secret/)
      } else {
        const { url } = loginLinkBody.parse(await response.json())
        expect(new URL(url).origin).toBe('https://online.99digital.co.il')
      }
    }),
    parameters,
  )
}, 600_000)

async function expectContract(response: Response, method: string): Promise<void> {
  expect(response.headers.get('cache-control')).toBe('no-store')
  expect(response.headers.get('x-content-type-options')).toBe('nosniff')
  expect(response.headers.get('referrer-policy')).toBe('no-referrer')
  if (response.status === 204 || method === 'HEAD') return
  const body = await response.clone().json()
  if (response.status === 200) {
    loginLinkBody.parse(body)
    return
  }
  const problem = problemBody.parse(body)
  expect(problem.status).toBe(response.status)
  const others = { invalid_request: [405, 408, 413, 415], vendor_unavailable: [503, 504] }
  const allowed = [
    endpointErrors[problem.code].status,
    ...(Object.entries(others).find(([code]) => code === problem.code)?.[1] ?? []),
  ]
  expect(allowed).toContain(response.status)
}

/** The vendor got the target that another parser reads from the body. */
function expectSameTarget(call: { body: Record<string, unknown> } | undefined, bytes: Uint8Array): void {
  const asked = loginRequestBody.parse(JSON.parse(new TextDecoder().decode(bytes)))
  expect(call?.body).toMatchObject({ accountID: 4142, agentID: 3142, server: 'online' })
  expect(call?.body.conversation_id).toBe(asked.conversationId)
  expect(String(call?.body.phone_number ?? '1')).toMatch(/^\d+$/)
}

function streamOf(bytes: Uint8Array): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      const size = Math.max(1, Math.ceil(bytes.length / 7))
      for (let from = 0; from < bytes.length; from += size) controller.enqueue(bytes.slice(from, from + size))
      controller.close()
    },
  })
}

function responseOf({
  body,
  status,
  retryAfter,
}: {
  body: string
  status: number
  retryAfter: string | null
}): Response {
  return new Response(body, { status, headers: retryAfter === null ? {} : { 'retry-after': retryAfter } })
}
