import type { IncomingMessage, ServerResponse } from 'node:http'
import { type LoginAnswer, withoutResponse } from './LoginAnswer.js'
import { LoginError } from './LoginError.js'
import { problemAnswer } from './problemAnswer.js'
import { allowedMethods, wrongMethod } from './wrongMethod.js'

/** What body parsers and routers leave on a request. */
type NodeRequest = IncomingMessage & { body?: unknown; originalUrl?: string }

type Answers = (request: Request) => Promise<Response | LoginAnswer> | Response | LoginAnswer

/**
 * Makes a request listener for `node:http`, `node:https` and Express out of a login handler.
 *
 * The URL is made of what the socket and the `Host` header say. Forwarded headers are not believed, because anybody can
 * send them: name the endpoint's origin in the handler's `publicOrigin`.
 */
export function createNodeListener(
  handler: (request: Request) => Promise<Response> | Response,
): (request: IncomingMessage, response: ServerResponse) => void {
  const answers: Answers = withoutResponse(handler)
  return function listener(request, response) {
    const gone = new AbortController()
    response.once('close', () => {
      if (!response.writableFinished) gone.abort()
    })
    answer(answers, request, gone.signal)
      .catch((error: unknown) => {
        console.error('conversation-frame: the handler of a Node listener threw', error)
        return problemAnswer(new LoginError('internal_error', 'The handler threw'))
      })
      .then((answered) => send(answered, request, response))
      .catch(() => response.destroy())
  }
}

async function answer(
  answers: Answers,
  request: IncomingMessage,
  signal: AbortSignal,
): Promise<Response | LoginAnswer> {
  const { method = 'GET' } = request
  // The one method that can come over HTTP and that a Request cannot have.
  if (method === 'TRACE') return problemAnswer(wrongMethod(method), { allow: allowedMethods })
  const url = urlOf(request)
  if (!url) return problemAnswer(noAddress())
  const init = { method, headers: headersOf(request), signal }
  if (method === 'GET' || method === 'HEAD') return answers(new Request(url, init))
  // The browsers' own type of a request does not know duplex, which Node demands for a streamed body.
  const withBody: RequestInit & { duplex: 'half' } = { ...init, body: bodyOf(request), duplex: 'half' }
  return answers(new Request(url, withBody))
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

/** The body as it comes; where a body parser was there first, what the parser made of it. */
function bodyOf(request: NodeRequest): string | Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array> {
  const { body } = request
  if (body === undefined || !request.readableDidRead) return streamOf(request)
  if (typeof body === 'string' || body instanceof Uint8Array) return new Uint8Array(Buffer.from(body))
  return JSON.stringify(body)
}

/** Leaves the socket open when the reader has had enough, so that the refusal still reaches the browser. */
function streamOf(request: IncomingMessage): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>({
    start(controller) {
      request.on('data', (chunk: Buffer) => {
        controller.enqueue(chunk)
        if ((controller.desiredSize ?? 0) <= 0) request.pause()
      })
      request.once('end', () => controller.close())
      request.once('error', (error) => controller.error(error))
      request.pause()
    },
    pull() {
      request.resume()
    },
    cancel() {
      request.removeAllListeners('data').removeAllListeners('end').pause()
    },
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
