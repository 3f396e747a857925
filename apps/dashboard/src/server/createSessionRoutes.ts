import { createHash, timingSafeEqual } from 'node:crypto'
import { createMemoryLimiter } from '@conversation-frame/server'
import type { HttpBindings } from '@hono/node-server'
import { type Context, Hono } from 'hono'
import { z } from 'zod'
import type { DemoUser, FailureBody, SessionBody } from '../DashboardApi.js'
import type { Directory } from './createDirectory.js'
import type { Session, Sessions } from './createSessions.js'

export interface SessionRoutesOptions {
  directory: Directory
  sessions: Sessions
  /** Whether the vendor is simulated. Only then are users listed with their passwords. */
  simulator: boolean
  loginOrigins: string[]
  conversationUrl: string | undefined
}

const credentials = z.object({ email: z.string(), password: z.string() })
const choice = z.object({ agentId: z.int() })

/** Signing in and out, and switching the agent. */
export function createSessionRoutes(options: SessionRoutesOptions): Hono {
  const { directory, sessions, simulator, loginOrigins, conversationUrl } = options
  const app = new Hono()
  // One limit for each user, from any address, and one for each address, for any user.
  const byUser = createMemoryLimiter({ points: 20, duration: 60 })
  const byAddress = createMemoryLimiter({ points: 40, duration: 60 })

  const bodyOf = (session: Session | undefined): SessionBody => {
    const { user, agent } = session ?? {}
    return {
      user: user ? { id: user.id, name: user.name, email: user.email, teams: user.teams } : null,
      account: user ? { id: user.account.id, name: user.account.name } : null,
      agent: agent ?? null,
      agents: user?.agents ?? [],
      simulator,
      loginOrigins,
      conversationUrl: (user && conversationUrl?.replace('{accountId}', String(user.account.id))) ?? null,
      demoUsers: simulator && !user ? directory.users().map(demoUser) : [],
    }
  }

  app.get('/', async (c) => c.json(bodyOf(await sessions.find(c.req.raw))))

  app.post('/', async (c) => {
    const { data } = credentials.safeParse(await c.req.json().catch(() => undefined))
    if (!data) return c.json<FailureBody>({ error: 'Send email and password as JSON.' }, 400)
    const email = data.email.trim().toLowerCase()
    try {
      await byAddress.consume(addressOf(c))
      await byUser.consume(email)
    } catch {
      return c.json<FailureBody>({ error: 'Too many attempts. Wait a minute.' }, 429)
    }
    const user = directory.userByEmail(email)
    if (!user || !isEqual(user.password, data.password)) {
      return c.json<FailureBody>({ error: 'The email address and password do not match.' }, 401)
    }
    return c.json(bodyOf(await sessions.begin(c, user)))
  })

  app.delete('/', async (c) => {
    await sessions.end(c)
    return c.json(bodyOf(undefined))
  })

  app.put('/agent', async (c) => {
    const session = await sessions.find(c.req.raw)
    if (!session) return c.json<FailureBody>({ error: 'Sign in first.' }, 401)
    const { data } = choice.safeParse(await c.req.json().catch(() => undefined))
    if (!data) return c.json<FailureBody>({ error: 'Send agentId as JSON.' }, 400)
    const agent = directory.agent(session.user, data.agentId)
    if (!agent) return c.json<FailureBody>({ error: 'You may not work as this agent.' }, 403)
    await sessions.workAs(c.req.raw, agent)
    return c.json(bodyOf({ ...session, agent }))
  })

  return app
}

/** The connection's own address: a client can set any address in a header. */
function addressOf({ env }: Context): string {
  const { incoming }: Partial<HttpBindings> = env ?? {}
  return incoming?.socket.remoteAddress ?? 'unknown'
}

function demoUser({ name, email, password, account, teams, agents }: ReturnType<Directory['users']>[number]): DemoUser {
  return { name, email, password, account: account.name, teams, hasAgent: agents.length > 0 }
}

/** Compares in constant time. */
function isEqual(a: string, b: string): boolean {
  const [one, other] = [a, b].map((text) => createHash('sha256').update(text).digest())
  return one !== undefined && other !== undefined && timingSafeEqual(one, other)
}
