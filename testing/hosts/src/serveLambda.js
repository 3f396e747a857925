// Stands in for API Gateway: `node serveLambda.js <example>` hands each request to the `lambdaHandler` that the example exports, as an
// event of an HTTP API (payload format 2.0), and its result to the browser.
import { createServer } from 'node:http'
import { pathToFileURL } from 'node:url'

const { lambdaHandler } = await import(pathToFileURL(process.argv[2]).href)

/** Names in lower case, repeated ones joined with a comma, cookies apart. */
function headersOf({ rawHeaders }) {
  const headers = {}
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index].toLowerCase()
    headers[name] = name in headers ? `${headers[name]},${rawHeaders[index + 1]}` : rawHeaders[index + 1]
  }
  const { cookie, connection, 'transfer-encoding': _, ...others } = headers
  return { headers: others, ...(cookie !== undefined && { cookies: cookie.split('; ') }) }
}

async function eventOf(request) {
  const pieces = []
  for await (const piece of request) pieces.push(piece)
  const { pathname: rawPath, search } = new URL(request.url, 'http://gateway')
  const http = { method: request.method, path: rawPath, protocol: 'HTTP/1.1', sourceIp: '203.0.113.1', userAgent: '' }
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath,
    rawQueryString: search.slice(1),
    ...headersOf(request),
    requestContext: { http, requestId: crypto.randomUUID(), stage: '$default' },
    ...(pieces.length > 0 && { body: Buffer.concat(pieces).toString('base64') }),
    isBase64Encoded: pieces.length > 0,
  }
}

async function answer(request, response) {
  const {
    statusCode,
    headers = {},
    cookies = [],
    body = '',
    isBase64Encoded,
  } = await lambdaHandler(await eventOf(request), {})
  if (cookies.length > 0) response.setHeader('set-cookie', cookies)
  response.writeHead(statusCode, headers)
  response.end(Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8'))
}

// Like the service, it waits for the whole body before it calls anyone, and not for ever.
createServer(
  { requestTimeout: 5_000, headersTimeout: 4_000, connectionsCheckingInterval: 500 },
  (request, response) => {
    answer(request, response).catch(() => {
      // What the service answers where the function fails.
      if (!response.headersSent) response.writeHead(502)
      response.end()
    })
  },
).listen(Number(process.env.PORT), '127.0.0.1')
