import type { IncomingMessage, ServerResponse } from 'node:http'
import { createBodyReader } from './createBodyReader.js'
import { behindResponder, type LoginAnswer } from './LoginAnswer.js'
import { LoginError } from './LoginError.js'
import { problemAnswer } from './problemAnswer.js'
import type { BodyReader } from './readTarget.js'
import { allowedMethods, wrongMethod } from './wrongMethod.js'

/** What body parsers and routers leave on a request. */
type NodeRequest = IncomingMessage & { body?: unknown; originalUrl?: string }

type Handler = (request: Request) => Promise<Response> | Response

/**
 * Makes a request listener for `node:http`, `node:https` and Express out of a login handler.
 *
 * The URL is made of what the socket and the `Host` header say. Forwarded headers are not believed, because anybody can
 * send them: name the endpoint's origin in the handler's `publicOrigin`.
 */
export function createNodeListener(
  handler: (request: Request) => Promise<Response> | Response,
): (request: IncomingMessage, response: ServerResponse) => void {
  return function listener(request, response) {
    const gone = new AbortController()
    response.once('close', () => {
      // HTTP/2 calls an answer finished that it never got.
      if (!response.writableEnded) gone.abort()
    })
    answer(handler, request, gone.signal)
      .catch((error: unknown) => {
        console.error('conversation-frame: the handler of a Node listener threw', error)
        return problemAnswer(new LoginError('internal_error', 'The handler threw'))
      })
      .then((answered) => send(answered, request, response))
      .catch(() => response.destroy())
  }
}

async function answer(
  handler: Handler,
  request: IncomingMessage,
  signal: AbortSignal,
): Promise<Response | LoginAnswer> {
  const { method = 'GET' } = request
  // The one method that can come over HTTP and that a Request cannot have.
  if (method === 'TRACE') return problemAnswer(wrongMethod(method), { allow: allowedMethods })
  const url = urlOf(request)
  if (!url) return problemAnswer(noAddress())
  const init = { method, headers: headersOf(request), signal }
  if (method === 'GET' || method === 'HEAD') return handler(new Request(url, init))
  const parsed = parsedBody(request)
  if (parsed !== undefined) return handler(new Request(url, { ...init, body: parsed }))
  const body = createBodyReader(request)
  const answers = behindResponder(handler)
  if (answers) return answers(new Request(url, init), body)
  // The browsers' own type of a request does not know duplex, which Node demands for a streamed body.
  const withBody: RequestInit & { duplex: 'half' } = { ...init, body: streamOf(body), duplex: 'half' }
  return handler(new Request(url, withBody))
}

function urlOf(request: NodeRequest): string | undefined {
  const scheme = 'encrypted' in request.socket ? 'https' : 'http'
  const host = request.headers[':authority'] ?? request.headers.host ?? 'localhost'
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

function headersOf(request: IncomingMessage): Headers {
  const headers = new Headers()
  const { rawHeaders } = request
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    const [name = '', value = ''] = rawHeaders.slice(index, index + 2)
    if (!name.startsWith(':')) headers.append(name, value)
  }
  return headers
}

/** What a body parser that was there first made of the body. */
function parsedBody({ body, readableDidRead }: NodeRequest): string | Uint8Array<ArrayBuffer> | undefined {
  if (body === undefined || !readableDidRead) return undefined
  if (typeof body === 'string' || body instanceof Uint8Array) return new Uint8Array(Buffer.from(body))
  return JSON.stringify(body)
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
      : [Object.entries(answered.headers), Buffer.from(answered.body ?? '')]
  response.statusCode = answered.status
  for (const [name, value] of headers) response.appendHeader(name, value)
  // A body that was not read to its end would be taken for the next request.
  if (!request.complete && request.httpVersionMajor === 1) response.setHeader('connection', 'close')
  if (answered.status !== 204) response.setHeader('content-length', body.length)
  response.end(body)
}
