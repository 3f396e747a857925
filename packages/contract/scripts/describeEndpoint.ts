import { toJSONSchema } from 'zod'
import type { $ZodType } from 'zod/v4/core'
import { endpointErrors, loginLinkBody, loginRequestBody, problemBody } from '../src/index.js'

function schema<Extra extends object>(of: $ZodType, extra: Extra) {
  const { $schema: _, ...rest } = toJSONSchema(of, { io: 'output' })
  return { ...rest, ...extra }
}

const noStore = {
  'Cache-Control': { required: true, schema: { type: 'string', const: 'no-store' } },
}

const retryAfter = {
  'Retry-After': { description: 'Seconds, as in RFC 9110 10.2.3.', schema: { type: 'integer', minimum: 0 } },
}

/** Further statuses that the endpoint may send with a code. */
const furtherStatuses = {
  405: ['invalid_request', 'The method is not POST'],
  408: ['invalid_request', 'The body arrived too slowly'],
  413: ['invalid_request', 'The body is larger than 16 kB'],
  415: ['invalid_request', 'The body is not JSON'],
  503: ['vendor_unavailable', 'The vendor throttles the endpoint'],
  504: ['vendor_unavailable', 'The vendor did not answer in time'],
} as const

function problemResponses() {
  const responses: Record<string, { description: string; headers: object; content: object }> = {}
  const add = (status: number, code: string, title: string) => {
    const known = responses[status]
    responses[status] = {
      description: `${known ? `${known.description}; ` : ''}\`${code}\`: ${title}`,
      headers: status === 429 || status === 503 ? { ...noStore, ...retryAfter } : noStore,
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
    }
  }
  for (const [code, { status, title }] of Object.entries(endpointErrors)) add(status, code, title)
  for (const [status, [code, title]] of Object.entries(furtherStatuses)) add(Number(status), code, title)
  return responses
}

/** The OpenAPI 3.1 description of a login endpoint, for hosts that write their own in another language. */
export function openapi() {
  return {
    openapi: '3.1.0',
    info: {
      title: 'conversation-frame login endpoint',
      version: '1',
      description:
        'Sends the browser a single-use login link for a conversation. The endpoint identifies the user by its own ' +
        'session; the browser only says what to open. Refuse requests from other origins.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    paths: {
      '/api/conversation-login': {
        post: {
          operationId: 'mintLoginLink',
          summary: 'Mint a login link for one target',
          requestBody: {
            required: true,
            content: { 'application/json': { schema: { $ref: '#/components/schemas/LoginRequest' } } },
          },
          responses: {
            200: {
              description: 'A link that can be opened once',
              headers: noStore,
              content: { 'application/json': { schema: { $ref: '#/components/schemas/LoginLink' } } },
            },
            ...problemResponses(),
          },
        },
      },
    },
    components: {
      schemas: {
        LoginRequest: schema(loginRequestBody, {
          additionalProperties: true,
          allOf: [
            { anyOf: [{ required: ['conversationId'] }, { required: ['inboxId'] }] },
            { anyOf: [{ required: ['phoneNumber'] }, { required: ['email'] }] },
          ],
        }),
        LoginLink: schema(loginLinkBody, { additionalProperties: true }),
        Problem: schema(problemBody, { additionalProperties: true }),
      },
    },
  }
}
