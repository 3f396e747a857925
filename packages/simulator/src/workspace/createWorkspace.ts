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
  const sessionIds = (c: WorkspaceContext) => readSessionCookies(c.env.cookie ?? c.req.header('cookie'))
  const respond = (c: WorkspaceContext, page: Page, status = 200) =>
    pageResponse(page, { frameOptions: vendor.faults.setting('frameOptions'), host: new URL(c.req.url).host, status })
  const language = (c: WorkspaceContext, account?: WorkspaceView['account']) =>
    chooseLanguage(vendor.options.language, account?.language, c.req.header('accept-language'))

  const browserSettings = () => ({ cookie: vendor.faults.setting('cookie'), storage: vendor.faults.setting('storage') })

  const signedIn = (c: WorkspaceContext, session: Session, conversation?: Conversation | 'missing') => {
    const account = vendor.directory.account(session.accountId)
    const agent = account?.agents.find(({ id }) => id === session.agentId)
    if (!account || !agent) return c.redirect('/app/login')
    const { cookie, storage } = browserSettings()
    const view = {
      account,
      agent,
      language: language(c, account),
      cookie,
      storage,
      autofocus: vendor.options.autofocus,
      live: live(),
      ...(conversation && { conversation }),
    }
    return respond(c, conversationPage(view), conversation === 'missing' ? 404 : 200)
  }
  const toLogin = (c: WorkspaceContext) => c.redirect(`/app/login${sessionIds(c).length > 0 ? '?notice=session' : ''}`)

  app.onError((error) => {
    throw error
  })
  app.get('/health', (c) => respond(c, { language: 'en', title: 'ok', body: html`` }))
  app.get('/app/login', async (c) => {
    const { email, sso_auth_token: token, notice } = c.req.query()
    const session = vendor.sessions.find(sessionIds(c))
    if (!token && !notice && session) return c.redirect(`/app/accounts/${session.accountId}/dashboard`)
    if (c.req.method === 'GET') vendor.links.visit(token)
    const options = { language: language(c), ...browserSettings() }
    const link = token ? { email: email ?? '', sso_auth_token: token } : undefined
    return respond(c, loginPage({ ...options, ...(link && { link }), ...(isNotice(notice) && { notice }) }))
  })
  app.post('/auth/sign_in', (c) => signIn(vendor, c.req.raw, c.env.ip ?? '127.0.0.1'))
  app.delete('/auth/sign_out', (c) => {
    vendor.sessions.end(sessionIds(c))
    return c.body(null, 204)
  })
  app.on('GET', ['/', '/app', '/app/accounts/:account/dashboard'], async (c) => {
    const session = vendor.sessions.find(sessionIds(c))
    if (!session) return toLogin(c)
    if (!c.req.path.endsWith('/dashboard')) return c.redirect(`/app/accounts/${session.accountId}/dashboard`)
    return signedIn(c, session)
  })
  app.get('/app/accounts/:account/conversations/:id', async (c) => {
    const session = vendor.sessions.find(sessionIds(c))
    if (!session) return toLogin(c)
    return signedIn(c, session, findConversation(vendor, session, c.req.param()) ?? 'missing')
  })
  app.all('/api/v1/accounts/:account/conversations/:id/:call', (c) => {
    const session = vendor.sessions.find(sessionIds(c))
    if (!session) return c.json({ error: 'Sign in first.' }, 401)
    const conversation = findConversation(vendor, session, c.req.param())
    if (!conversation) return c.json({ error: 'No such conversation.' }, 404)
    const call = `${c.req.method} ${c.req.param('call')}`
    if (call === 'GET events') return eventStream(vendor.chat, conversation, Number(c.req.query('after') ?? 0))
    if (call === 'POST messages') return postMessage(vendor.chat, conversation, c.req.raw)
    return c.json({ error: 'No such call.' }, 404)
  })

  return async (request, context = {}) => {
    const refusal = vendor.hosts.refuse(request) ?? refusePage(request, vendor.workspaceOrigins())
    if (refusal) return refusalResponse(refusal)
    const fault = vendor.faults.take(faultEndpoint(new URL(request.url).pathname))
    return withFault(request, fault, vendor.options.schedule, () => app.fetch(request, context))
  }
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
