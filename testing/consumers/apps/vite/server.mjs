import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { extname, join } from 'node:path'
import { createLoginHandler, createPartnerClient } from '@conversation-frame/server'
import { createNodeListener } from '@conversation-frame/server/node'

const { PARTNER_BASE_URL, LOGIN_ORIGIN, PORT } = process.env

const login = createNodeListener(
  createLoginHandler({
    partner: createPartnerClient({
      clientId: 'demo-client',
      clientSecret: 'demo-secret',
      baseUrl: PARTNER_BASE_URL,
      loginOrigins: [LOGIN_ORIGIN],
    }),
    authorize: () => ({ userId: 'u1', accountId: 4142, agentId: 3142, server: 'online' }),
  }),
)

const pages = { '/': 'index.html', '/strict': 'index.html', '/hostile': 'hostile.html' }
const types = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' }

/** Nothing but what the page needs. */
const policy = (nonce) =>
  [
    `default-src 'none'`,
    `script-src 'nonce-${nonce}' 'strict-dynamic'`,
    `style-src 'nonce-${nonce}'`,
    `connect-src 'self'`,
    `frame-src ${LOGIN_ORIGIN}`,
    `img-src data:`,
    `base-uri 'none'`,
    `form-action 'none'`,
    `frame-ancestors 'none'`,
    `require-trusted-types-for 'script'`,
    `trusted-types 'none'`,
  ].join('; ')

createServer(async (request, response) => {
  const { pathname } = new URL(request.url, 'http://localhost')
  if (pathname === '/api/conversation-login') return login(request, response)
  const file = pages[pathname] ?? pathname
  const body = await readFile(join(import.meta.dirname, 'dist', file)).catch(() => undefined)
  if (!body) return response.writeHead(404).end()
  const nonce = randomBytes(16).toString('base64')
  response.setHeader('content-type', types[extname(file)] ?? 'application/octet-stream')
  if (pathname === '/strict') response.setHeader('content-security-policy', policy(nonce))
  response.end(file.endsWith('.html') ? String(body).replaceAll('NONCE', nonce) : body)
}).listen(Number(PORT), 'localhost')
