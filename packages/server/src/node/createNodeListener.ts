import type { IncomingMessage, ServerResponse } from 'node:http'
import { behindResponder, type LoginAnswer } from '../handler/LoginAnswer.js'
import { problemAnswer } from '../handler/problemAnswer.js'
import { allowedMethods, wrongMethod } from '../handler/wrongMethod.js'
import { LoginError } from '../LoginError.js'
import type { BodyReader } from '../target/readTarget.js'
import { createBodyReader } from './createBodyReader.js'
import { nodeHeaders } from './nodeHeaders.js'
import { type ParsedRequest, parsedBodyReader } from './parsedBodyReader.js'

/** What routers and body parsers leave on a request. */
type NodeRequest = IncomingMessage & ParsedRequest & { originalUrl?: string }

type Handler = (request: Request) => Promise<Response> | Response

/**
 * Makes a request listener for `node:http`, `node:https`, `node:http2` and Express out of a login handler. It also takes the
 * requests of adapters for AWS Lambda, and of mocks.
 *
 * The URL is made of what the socket and the `Host` header say. Forwarded headers are not believed, because anybody can
 * send them: name the endpoint's origin in the handler's `publicOrigin`. `authorize` sees the headers that came over the wire,
 * and not what a middleware wrote into `request.headers`.
 *
 * @returns a listener whose promise is fulfilled when the answer was sent, or the browser has gone. It does not reject: where
 * the handler throws, the answer is a 500, and the error goes to `console.error`.
 */
export function createNodeListener(
  handler: (request: Request) => Promise<Response> | Response,
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  return async function listener(request, response) {
    const gone = new AbortController()
    const closed = new Promise<void>((resolve) => {
      response.once('close', () => {
        // HTTP/2 calls an answer finished that it never got.
        if (!response.writableEnded) gone.abort()
        resolve()
      })
    })
    const answered = answer(handler, request, gone.signal)
      .catch((error: unknown) => {
        console.error('conversation-frame: the handler of a Node listener threw', error)
        return problemAnswer(new LoginError('internal_error', 'The handler threw'))
      })
      .then((given) => send(given, request, response))
      .catch(() => void response.destroy())
    await Promise.race([answered, closed])
  }
}

/** A method that a `Request` can have. HTTP/2 lets through what HTTP/1 does not, and adapters let through any text. */
const askable = /^(?!(?:CONNECT|TRACE|TRACK)$)[!#$%&'*+\-.^_`|~\w]+$/i

async function answer(handler: Handler, request: NodeRequest, signal: AbortSignal): Promise<Response | LoginAnswer> {
  const { method = 'GET' } = request
  if (!askable.test(method)) return problemAnswer(wrongMethod(method), { allow: allowedMethods })
  const url = urlOf(request)
  if (!url) return problemAnswer(noAddress())
  const asked = new Request(url, { method, headers: nodeHeaders(request), signal })
  if (asked.method === 'GET' || asked.method === 'HEAD') return handler(asked)
  const body = parsedBodyReader(request) ?? createBodyReader(request)
  const answers = behindResponder(handler)
  if (answers) return answers(asked, body)
  // The browsers' own type of a request does not know duplex, which Node demands for a streamed body.
  const withBody: RequestInit & { duplex: 'half' } = { body: streamOf(body), duplex: 'half' }
  return handler(new Request(asked, withBody))
}

function urlOf(request: NodeRequest): string | undefined {
  const scheme = request.socket && 'encrypted' in request.socket ? 'https' : 'http'
  const host = request.headers?.[':authority'] ?? request.headers?.host ?? 'localhost'
  const path = request.originalUrl ?? request.url ?? '/'
  const text = path.startsWith('/') ? `${scheme}://${host}${path}` : path
  const url = URL.canParse(text) ? new URL(text) : undefined
  // A Request takes no address with credentials in it.
  return url && !url.username && !url.password ? url.href : undefined
}

function noAddress(): LoginError {
  const detail = 'The Host header and the path make no address'
  return new LoginError('invalid_request', detail, { status: 400, detail })
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
  // A body that was not read to its end would be taken for the next request.
  if (!request.complete && request.httpVersionMajor === 1) response.setHeader('connection', 'close')
  if (answered.status !== 204) response.setHeader('content-length', Buffer.byteLength(body))
  response.end(body)
}
