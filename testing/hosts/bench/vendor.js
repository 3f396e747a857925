// A vendor that answers at once, so that what is measured is what stands in front of it.
import { createServer } from 'node:http'

const token = JSON.stringify({ access_token: 'bench', token_type: 'Bearer', reason: 1 })
const link = JSON.stringify({
  status: 'OK',
  accountID: 4142,
  agentID: 3142,
  server: 'online',
  conversation_id: 165,
  login: `http://localhost:1/app/login?email=agent%40example.com&sso_auth_token=${'a'.repeat(64)}`,
})

let tokens = 0
const server = createServer((request, response) => {
  request.resume()
  request.on('end', () => {
    if (request.url === '/tokens') return response.end(String(tokens))
    const isToken = request.url.endsWith('/accessToken')
    if (isToken) tokens += 1
    response.setHeader('content-type', 'application/json')
    response.end(isToken ? token : link)
  })
})
// Idle connections stay: on a busy machine their end would hit requests of the proxy, which repeats none.
server.keepAliveTimeout = 60_000
server.listen(Number(process.env.PORT), '127.0.0.1')
