import { type LocalServer, selfSignedCertificate, serveHttps } from '@conversation-frame/browsers'
import { createLoginHandler, createPartnerClient } from '@conversation-frame/server'
import type { Simulator, SimulatorOptions } from '@conversation-frame/simulator'
import { startSimulator } from '@conversation-frame/simulator/node'
import { buildHostPage } from './buildHostPage.js'

/** The vendor and the host of one scenario, both over HTTPS, each on its own origin. */
export interface Stack extends AsyncDisposable {
  server: LocalServer
  vendor: Simulator
  /** The vendor's origin. */
  vendorUrl: string
  /** Runs before the login endpoint, which is `next`. */
  intercept: (request: Request, next: (request: Request) => Promise<Response>) => Response | Promise<Response>
  /** The number of requests that have reached the login endpoint. */
  asked: number
  /** The places where pages of the host that have been left found a link. */
  leaks: string[]
  /** Content-Security-Policy of the host's pages. */
  policy: string | undefined
  /** Cache-Control of the host's pages. `no-store` disables the bfcache. */
  caching: 'no-store' | undefined
  /** Cross-Origin-Opener-Policy of the host's pages. */
  openerPolicy: 'same-origin' | undefined
  /** Cross-Origin-Embedder-Policy of the host's pages. */
  embedderPolicy: 'require-corp' | 'credentialless' | undefined
  /** Cross-Origin-Embedder-Policy-Report-Only of the host's pages. */
  reportedEmbedderPolicy: 'require-corp' | undefined
  /** A page of the host. */
  page(path: string, search?: Record<string, string>): string
}

export interface StackOptions {
  /** `cross-site`: host.localhost and vendor.localhost. `same-site`: two ports of localhost. @default 'cross-site' */
  sites?: 'cross-site' | 'same-site' | undefined
  vendor?: SimulatorOptions | undefined
}

export async function startStack({ sites = 'cross-site', vendor: options }: StackOptions): Promise<Stack> {
  const [hostName, vendorName] =
    sites === 'same-site' ? ['localhost', 'localhost'] : ['host.localhost', 'vendor.localhost']
  const running = await startSimulator({ ...options, host: vendorName, tls: await selfSignedCertificate() })
  const { simulator: vendor, workspaceUrl: vendorUrl } = running
  const login = createLoginHandler({
    partner: createPartnerClient({
      clientId: 'demo-client',
      clientSecret: 'demo-secret',
      loginOrigins: [vendorUrl],
      // In this process, because browsers do not use the partner API.
      fetch: (input, init) => vendor.partner(new Request(input, init)),
    }),
    authorize: async () => ({ userId: 'maya', accountId: 4142, agentId: 3142, server: 'online' }),
    limiter: false,
  })
  const server = await serveHttps((request) => answer(new URL(request.url), request))

  async function answer({ pathname, searchParams }: URL, request: Request): Promise<Response> {
    if (pathname === '/login') {
      stack.asked += 1
      return stack.intercept(request, login)
    }
    if (pathname === '/leaks') {
      stack.leaks.push(await request.text())
      return new Response(null, { status: 204 })
    }
    if (pathname === '/favicon.ico') return new Response(null, { status: 204 })
    const [, version = '', file = ''] = pathname.split('/')
    const content = file && (await buildHostPage(version === '18' ? '18' : '19')).get(file)
    if (content) return new Response(content, { headers: { 'content-type': typeOf(file) } })
    const { policy, caching, openerPolicy, embedderPolicy, reportedEmbedderPolicy } = stack
    const headers: Record<string, string | undefined> = {
      'content-security-policy': policy,
      'cache-control': caching,
      'cross-origin-opener-policy': openerPolicy,
      'cross-origin-embedder-policy': embedderPolicy,
      'cross-origin-embedder-policy-report-only': reportedEmbedderPolicy,
    }
    const response = new Response(documentOf(searchParams.get('react') ?? '19', pathname), {
      headers: { 'content-type': 'text/html; charset=utf-8' },
    })
    for (const [name, value] of Object.entries(headers)) if (value) response.headers.set(name, value)
    return response
  }

  const close = async () => {
    await Promise.all([server.close(), running.stop()])
  }
  const stack: Stack = {
    server,
    vendor,
    vendorUrl,
    intercept: (request, next) => next(request),
    asked: 0,
    leaks: [],
    policy: undefined,
    caching: undefined,
    openerPolicy: undefined,
    embedderPolicy: undefined,
    reportedEmbedderPolicy: undefined,
    page: (path, search = {}) =>
      server.url(hostName, `${path}?${new URLSearchParams({ vendor: vendorUrl, ...search })}`),
    [Symbol.asyncDispose]: close,
  }
  return stack
}

function typeOf(file: string): string {
  return `text/${file.endsWith('.css') ? 'css' : 'javascript'}; charset=utf-8`
}

function documentOf(version: string, title: string): string {
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>${title}</title><link rel="stylesheet" href="/${version}/host.css"></head>
<body><script src="/${version}/host.js"></script></body>
</html>`
}
