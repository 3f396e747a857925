import { setTimeout as delay } from 'node:timers/promises'
import { type LocalServer, serveHttps } from '@conversation-frame/browsers'
import { createLoginHandler, createPartnerClient } from '@conversation-frame/server'
import { buildPage, type Mode, type PageName } from './buildPage.js'
import { hostClock } from './hostClock.js'
import type { Vendor } from './startVendor.js'

/** The host: pages, and an endpoint for each subject, all in front of the same login handler. */
export interface Host extends AsyncDisposable {
  /** Milliseconds that the endpoint waits before it starts. */
  endpointDelay: number
  /** Links and tokens handed out. */
  handedOut: number
  page(name: PageName, mode: Mode, search?: Record<string, string>): string
}

const target = { conversationId: 165, phoneNumber: '972501234567' }

export async function startHost({ simulator, origin, standInOrigin }: Vendor): Promise<Host> {
  const login = createLoginHandler({
    partner: createPartnerClient({
      clientId: 'demo-client',
      clientSecret: 'demo-secret',
      loginOrigins: [origin],
      fetch: (input, init) => simulator.partner(new Request(input, init)),
    }),
    authorize: () => ({ userId: 'maya', accountId: 4142, agentId: 3142, server: 'online' }),
    limiter: false,
  })

  /** The response that each SDK expects from its host. The link is the same. */
  const endpoints: Record<string, (request: Request) => Promise<Response>> = {
    '/login': login,
    '/login/quicksight': async (request) => {
      const token = new URL(await linkOf(await login(request))).searchParams.get('sso_auth_token')
      return Response.json({
        url: `${standInOrigin}/embed/${token}/dashboards/165?code=${token}&identityprovider=demo`,
      })
    },
    '/login/looker': async (request) => Response.json({ url: await linkOf(await login(asPost(request))) }),
    '/login/superset': async (request) => {
      await linkOf(await login(asPost(request)))
      return new Response(guestToken())
    },
    // A harmless page, for measurements that do not include the vendor's work.
    '/login/light': async () => Response.json({ url: `${origin}/health?${host.handedOut}`, expiresInSeconds: 300 }),
  }

  async function answer(request: Request): Promise<Response> {
    const { pathname } = new URL(request.url)
    if (pathname === '/clock') return new Response(String(hostClock()))
    const endpoint = endpoints[pathname]
    if (endpoint) {
      host.handedOut += 1
      if (host.endpointDelay > 0) await delay(host.endpointDelay)
      return endpoint(request)
    }
    const [, name = '', mode = '', file = ''] = pathname.split('/')
    if (!file) return new Response(null, { status: 204 })
    const page = await buildPage(name as PageName, mode as Mode)
    if (file === 'index.html') return html(page.has('page.css'))
    const type = file.endsWith('.css') ? 'text/css' : 'text/javascript'
    return new Response(page.get(file), { headers: { 'content-type': `${type}; charset=utf-8` } })
  }

  const server: LocalServer = await serveHttps(answer)
  const host: Host = {
    endpointDelay: 0,
    handedOut: 0,
    page: (name, mode, search = {}) => {
      const query = new URLSearchParams({ vendor: origin, standIn: standInOrigin, ...search })
      return server.url('host.localhost', `/${name}/${mode}/index.html?${query}`)
    },
    [Symbol.asyncDispose]: () => server.close(),
  }
  return host
}

/** The login handler expects a POST with JSON. Some SDKs send something else. */
function asPost({ url }: Request): Request {
  const headers = { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' }
  return new Request(url, { method: 'POST', headers, body: JSON.stringify(target) })
}

async function linkOf(response: Response): Promise<string> {
  if (!response.ok) throw new Error(`The login endpoint answered ${response.status}: ${await response.text()}`)
  return ((await response.json()) as { url: string }).url
}

/** Superset's SDK reads the renewal time from its guest token. */
function guestToken(): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  return `${part({ alg: 'none' })}.${part({ exp: Math.floor(Date.now() / 1000) + 300 })}.`
}

function html(styled: boolean): Response {
  const style = styled ? '<link rel="stylesheet" href="page.css">' : ''
  const body = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Bench</title>${style}</head>
<body style="margin: 0"><script type="module" src="page.js"></script></body>
</html>`
  return new Response(body, { headers: { 'content-type': 'text/html; charset=utf-8' } })
}
