import { createLoginHandler, createPartnerClient } from '@conversation-frame/server'
import type { Simulator } from '@conversation-frame/simulator'
import { Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { secureHeaders } from 'hono/secure-headers'
import type { FailureBody } from '../DashboardApi.js'
import { createAuthorize } from './createAuthorize.js'
import { createContactRoutes } from './createContactRoutes.js'
import { createDirectory } from './createDirectory.js'
import { createJournal } from './createJournal.js'
import { createOperations } from './createOperations.js'
import { createSessionRoutes } from './createSessionRoutes.js'
import { createSessions } from './createSessions.js'
import { isForeignRequest } from './isForeignRequest.js'
import { limitBody } from './limitBody.js'
import type { Settings } from './Settings.js'

export interface BackendOptions {
  partner: Parameters<typeof createPartnerClient>[0]
  settings: Settings
  /** Origins of the vendor's login links, without placeholders. */
  loginOrigins: string[]
  /** Absent with the real vendor. */
  simulator?: Simulator
}

/** In bytes. The dashboard's own pages send far less. */
const longestBody = 16_384

const foreign = 'Only the dashboard’s own pages may do this. Programs must send JSON with its content type.'

/** The dashboard's API: `backend.fetch` handles everything under `/api`. */
export function createBackend({ partner, settings, loginOrigins, simulator }: BackendOptions) {
  const directory = createDirectory(settings)
  const sessions = createSessions(directory)
  const journal = simulator && createJournal(simulator)
  const login = createLoginHandler({
    partner: createPartnerClient(partner),
    authorize: createAuthorize(directory, sessions.find),
    onEvent: (event) => journal?.record(event),
  })

  const app = new Hono().basePath('/api')
  app.use(secureHeaders({ xFrameOptions: 'DENY' }), async (c, next) => {
    await next()
    c.header('cache-control', 'no-store')
  })
  // It has its own limits and its own origin check.
  app.all('/conversation-login', (c) => login(c.req.raw))
  app.use(
    async (c, next) => (isForeignRequest(c.req.raw) ? c.json<FailureBody>({ error: foreign }, 403) : next()),
    limitBody(longestBody),
  )
  const { conversationUrl } = settings
  app.route(
    '/session',
    createSessionRoutes({ directory, sessions, simulator: simulator !== undefined, loginOrigins, conversationUrl }),
  )
  app.route('/contacts', createContactRoutes(directory, sessions))
  if (simulator && journal) {
    const isSignedIn = async (request: Request) => (await sessions.find(request)) !== undefined
    app.route('/operations', createOperations(simulator, journal, isSignedIn))
  }
  app.notFound((c) => c.json<FailureBody>({ error: 'Not found.' }, 404))
  app.onError((error, c) => {
    if (error instanceof HTTPException) return c.json<FailureBody>({ error: 'The request was refused.' }, error.status)
    console.error(error)
    return c.json<FailureBody>({ error: 'Internal error in the dashboard: see its log.' }, 500)
  })
  return { fetch: app.fetch, stop: () => journal?.stop() }
}
