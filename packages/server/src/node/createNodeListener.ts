import type { IncomingMessage, ServerResponse } from 'node:http'
import { answerLogin, type LoginAnswer, type Responder } from '../handler/LoginAnswer.js'
import { problemAnswer } from '../handler/problemAnswer.js'
import { allowedMethods, wrongMethod } from '../handler/wrongMethod.js'
import { LoginError } from '../LoginError.js'
import { invalidRequest } from '../target/invalidRequest.js'
import type { BodyReader } from '../target/readBody.js'
import { createBodyReader } from './createBodyReader.js'
import { nodeHeaders } from './nodeHeaders.js'
import { type ParsedRequest, parsedBodyReader } from './parsedBodyReader.js'

/** A request after routers and body parsers. */
type NodeRequest = IncomingMessage & ParsedRequest & { originalUrl?: string }

type Handler = ((request: Request) => Promise<Response> | Response) | Responder

/**
 * Wraps a login handler as a request listener for `node:http`, `node:https`, `node:http2` and Express. It also takes the requests
 * of adapters for AWS Lambda, and of mocks.
 *
 * The URL consists of what the socket and the `Host` header say. Forwarded headers are ignored, because anyone can send them:
 * set the endpoint's origin as the handler's `publicOrigin`. `authorize` gets the headers that came over the wire, and not
 * what middleware wrote into `request.headers`.
 *
 * @returns a listener whose promise resolves when the answer was sent, or the browser disconnected. It does not reject: if the
 * handler throws, the answer is a 500, and the error goes to `console.error`.
 */
export function createNodeListener(
  handler: (request: Request) => Promise<Response> | Response,
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  return async function listener(request, response) {
    const disconnect = new AbortController()
    const closed = new Promise<void>((resolve) => {
      response.once('close', () => {
        // For HTTP/2, `writableFinished` is also true for an answer that was never sent.
        if (!response.writableEnded) disconnect.abort()
        resolve()
      })
    })
    const answered = answer(handler, request, disconnect.signal)
      .catch((error: unknown) => {
        console.error('conversation-frame: the handler of a Node listener threw', error)
        return problemAnswer(new LoginError('internal_error', 'The handler threw'))
      })
      .then((given) => send(given, request, response))
      .catch(() => void response.destroy())
    await Promise.race([answered, closed])
  }
}

/** A method that a `Request` can have. HTTP/2 allows more than HTTP/1, and adapters allow any string. */
const validMethod = /^(?!(?:CONNECT|TRACE|TRACK)$)[!#$%&'*+\-.^_`|~\w]+$/i

async function answer(handler: Handler, request: NodeRequest, signal: AbortSignal): Promise<Response | LoginAnswer> {
  const { method = 'GET' } = request
  if (!validMethod.test(method)) return problemAnswer(wrongMethod(method), { allow: allowedMethods })
  const url = urlOf(request)
  if (!url) return problemAnswer(invalidRequest(400, 'The Host header and the path do not form a URL'))
  const head = new Request(url, { method, headers: nodeHeaders(request), signal })
  if (head.method === 'GET' || head.method === 'HEAD') return handler(head)
  const body = parsedBodyReader(request) ?? createBodyReader(request)
  if (answerLogin in handler) return handler[answerLogin](head, body)
  // The DOM's RequestInit does not know duplex, which Node requires for a streamed body.
  const withBody: RequestInit & { duplex: 'half' } = { body: streamOf(body), duplex: 'half' }
  return handler(new Request(head, withBody))
}

function urlOf(request: NodeRequest): string | undefined {
  const scheme = request.socket && 'encrypted' in request.socket ? 'https' : 'http'
  const host = request.headers?.[':authority'] ?? request.headers?.host ?? 'localhost'
  const path = request.originalUrl ?? request.url ?? '/'
  const text = path.startsWith('/') ? `${scheme}://${host}${path}` : path
  const url = URL.canParse(text) ? new URL(text) : undefined
  // A Request does not accept a URL with credentials.
  return url && !url.username && !url.password ? url.href : undefined
}

function streamOf(body: BodyReader): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await body.read()
      if (done) controller.close()
      else controller.enqueue(value)
    },
    cancel: () => body.cancel(),
  })
}

async function send(
  answered: Response | LoginAnswer,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (response.destroyed) return
  const [headers, body] =
    'arrayBuffer' in answered
      ? [answered.headers, Buffer.from(await answered.arrayBuffer())]
      : [Object.entries(answered.headers), answered.body ?? '']
  response.statusCode = answered.status
  for (const [name, value] of headers) response.appendHeader(name, value)
  // The unread rest of a body would be taken for the next request.
  if (!request.complete && request.httpVersionMajor === 1) response.setHeader('connection', 'close')
  if (answered.status !== 204) response.setHeader('content-length', Buffer.byteLength(body))
  response.end(body)
}
