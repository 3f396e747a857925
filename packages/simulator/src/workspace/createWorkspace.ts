import { type Context, Hono } from 'hono'
import { html } from 'hono/html'
import { isForeignPage } from '../access/isForeignPage.js'
import { type Refusal, refusalResponse } from '../access/Refusal.js'
import type { Conversation } from '../createDirectory.js'
import type { Session } from '../createSessions.js'
import type { Vendor } from '../createVendor.js'
import type { FaultEndpoint } from '../faults/Fault.js'
import { withFault } from '../faults/withFault.js'
import type { RequestContext } from '../RequestContext.js'
import { chooseLanguage } from './chooseLanguage.js'
import { conversationPage, type WorkspaceView } from './conversationPage.js'
import { eventStream } from './eventStream.js'
import { findConversation } from './findConversation.js'
import { type LoginNotice, loginPage } from './loginPage.js'
import { type Page, pageResponse } from './page.js'
import { postMessage } from './postMessage.js'
import { readSessionCookies } from './sessionCookie.js'
import { signIn } from './signIn.js'

const foreignPage: Refusal = { status: 403, message: 'A page of another origin may not change anything here.' }

type WorkspaceContext = Context<{ Bindings: RequestContext }>

/** The vendor's workspace as a fetch handler: login page, redemption, list, conversations, live events. */
export function createWorkspace(
  vendor: Vendor,
  live: () => WorkspaceView['live'],
): (request: Request, context?: RequestContext) => Promise<Response> {
  const app = new Hono<{ Bindings: RequestContext }>()
  const toLogin = (c: WorkspaceContext) => c.redirect(`/app/login${sessionIds(c).length > 0 ? '?notice=session' : ''}`)

  app.onError((error) => {
    throw error
  })
  app.get('/health', (c) => respond(vendor, c, { language: 'en', title: 'ok', body: html`` }))
  app.get('/app/login', async (c) => {
    const { token, notice } = loginQuery(c)
    const session = vendor.sessions.find(sessionIds(c))
    if (!token && !notice && session) return c.redirect(`/app/accounts/${session.accountId}/dashboard`)
    if (c.req.method === 'GET') vendor.links.visit(token)
    return showLogin(vendor, c)
  })
  app.post('/auth/sign_in', (c) => signIn(vendor, c.req.raw, c.env.ip ?? '127.0.0.1'))
  app.delete('/auth/sign_out', (c) => {
    vendor.sessions.end(sessionIds(c))
    return c.body(null, 204)
  })
  app.on('GET', ['/', '/app', '/app/accounts/:account/dashboard'], (c) => {
    const session = vendor.sessions.find(sessionIds(c))
    if (!session) return toLogin(c)
    if (!c.req.path.endsWith('/dashboard')) return c.redirect(`/app/accounts/${session.accountId}/dashboard`)
    return showWorkspace(vendor, c, session, live())
  })
  app.get('/app/accounts/:account/conversations/:id', (c) => {
    const session = vendor.sessions.find(sessionIds(c))
    if (!session) return toLogin(c)
    return showWorkspace(vendor, c, session, live(), findConversation(vendor, session, c.req.param()) ?? 'missing')
  })
  app.all('/api/v1/accounts/:account/conversations/:id/:call', (c) => answerCall(vendor, c))

  return async (request, context = {}) => {
    const refusal = vendor.hosts.refuse(request) ?? refusePage(request, vendor.workspaceOrigins())
    if (refusal) return refusalResponse(refusal)
    const fault = vendor.faults.take(faultEndpoint(new URL(request.url).pathname))
    return withFault(request, fault, vendor.options.schedule, () => app.fetch(request, context))
  }
}

function sessionIds(c: WorkspaceContext): string[] {
  return readSessionCookies(c.env.cookie ?? c.req.header('cookie'))
}

function loginQuery(c: WorkspaceContext) {
  const { email = '', sso_auth_token: token, notice } = c.req.query()
  return { email, token, notice }
}

function showLogin(vendor: Vendor, c: WorkspaceContext): Promise<Response> {
  const { email, token, notice } = loginQuery(c)
  const options = { language: languageOf(vendor, c), ...browserSettings(vendor) }
  const link = token ? { email, sso_auth_token: token } : undefined
  return respond(vendor, c, loginPage({ ...options, ...(link && { link }), ...(isNotice(notice) && { notice }) }))
}

function showWorkspace(
  vendor: Vendor,
  c: WorkspaceContext,
  session: Session,
  live: WorkspaceView['live'],
  conversation?: Conversation | 'missing',
): Response | Promise<Response> {
  const account = vendor.directory.account(session.accountId)
  const agent = account?.agents.find(({ id }) => id === session.agentId)
  if (!account || !agent) return c.redirect('/app/login')
  const view = {
    account,
    agent,
    language: languageOf(vendor, c, account),
    ...browserSettings(vendor),
    autofocus: vendor.options.autofocus,
    live,
    ...(conversation && { conversation }),
  }
  return respond(vendor, c, conversationPage(view), conversation === 'missing' ? 404 : 200)
}

function answerCall(vendor: Vendor, c: WorkspaceContext): Response | Promise<Response> {
  const session = vendor.sessions.find(sessionIds(c))
  if (!session) return c.json({ error: 'Sign in first.' }, 401)
  const conversation = findConversation(vendor, session, c.req.param())
  if (!conversation) return c.json({ error: 'No such conversation.' }, 404)
  const call = `${c.req.method} ${c.req.param('call')}`
  if (call === 'GET events') return eventStream(vendor.chat, conversation, Number(c.req.query('after') ?? 0))
  if (call === 'POST messages') return postMessage(vendor.chat, conversation, c.req.raw)
  return c.json({ error: 'No such call.' }, 404)
}

function respond({ faults }: Vendor, c: WorkspaceContext, page: Page, status = 200): Promise<Response> {
  return pageResponse(page, { frameOptions: faults.setting('frameOptions'), host: new URL(c.req.url).host, status })
}

function languageOf({ options }: Vendor, c: WorkspaceContext, account?: WorkspaceView['account']) {
  return chooseLanguage(options.language, account?.language, c.req.header('accept-language'))
}

function browserSettings({ faults }: Vendor) {
  return { cookie: faults.setting('cookie'), storage: faults.setting('storage') }
}

/** The cookie alone must not allow a change. Frames and links of other sites may open every page. */
function refusePage(request: Request, origins: readonly string[]): Refusal | undefined {
  if (['GET', 'HEAD'].includes(request.method)) return undefined
  return isForeignPage(request, origins) ? foreignPage : undefined
}

function faultEndpoint(pathname: string): FaultEndpoint {
  if (pathname === '/app/login') return 'loginPage'
  return pathname === '/auth/sign_in' ? 'redeem' : 'workspace'
}

function isNotice(value: string | undefined): value is LoginNotice {
  return value === 'link' || value === 'session' || value === 'throttled'
}
