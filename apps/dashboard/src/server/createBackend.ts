import { createLoginHandler, createPartnerClient } from '@conversation-frame/server'
import type { Simulator } from '@conversation-frame/simulator'
import { Hono } from 'hono'
import { csrf } from 'hono/csrf'
import { secureHeaders } from 'hono/secure-headers'
import type { FailureBody } from '../DashboardApi.js'
import { createAuthorize } from './createAuthorize.js'
import { createContactRoutes } from './createContactRoutes.js'
import { createDirectory } from './createDirectory.js'
import { createJournal } from './createJournal.js'
import { createOperations } from './createOperations.js'
import { createSessionRoutes } from './createSessionRoutes.js'
import { createSessions } from './createSessions.js'
import type { Settings } from './Settings.js'

export interface BackendOptions {
  partner: Parameters<typeof createPartnerClient>[0]
  settings: Settings
  /** Origins that the vendor's login links have, without placeholders. */
  loginOrigins: string[]
  /** Absent: the real vendor. */
  simulator?: Simulator
}

/** The dashboard's API: `backend.fetch` answers everything under `/api`. */
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
  app.use(secureHeaders({ xFrameOptions: 'DENY' }), csrf(), async (c, next) => {
    await next()
    c.header('cache-control', 'no-store')
  })
  app.all('/conversation-login', (c) => login(c.req.raw))
  const { conversationUrl } = settings
  app.route(
    '/session',
    createSessionRoutes({ directory, sessions, simulator: simulator !== undefined, loginOrigins, conversationUrl }),
  )
  app.route('/contacts', createContactRoutes(directory, sessions))
  if (simulator && journal) {
    app.use('/operations/*', async (c, next) =>
      (await sessions.find(c.req.raw)) ? next() : c.json<FailureBody>({ error: 'Sign in first.' }, 401),
    )
    app.route('/operations', createOperations(simulator, journal))
  }
  app.notFound((c) => c.json<FailureBody>({ error: 'There is nothing here.' }, 404))
  app.onError((error, c) => {
    console.error(error)
    return c.json<FailureBody>({ error: 'The dashboard failed. Its log says why.' }, 500)
  })
  return { fetch: app.fetch, stop: () => journal?.stop() }
}
