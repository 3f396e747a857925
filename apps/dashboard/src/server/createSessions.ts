import { randomBytes } from 'node:crypto'
import type { Context } from 'hono'
import { deleteCookie, setSignedCookie } from 'hono/cookie'
import { parseSigned } from 'hono/utils/cookie'
import type { Directory, DirectoryUser } from './createDirectory.js'
import type { SettingsAgent } from './Settings.js'

/** The signed-in user, and the agent that they work as. */
export interface Session {
  user: DirectoryUser
  /** Absent if the user has no agent at the vendor. */
  agent: SettingsAgent | undefined
}

/** The dashboard's own sessions. */
export type Sessions = ReturnType<typeof createSessions>

const cookie = 'dashboard_session'
const lifeInSeconds = 12 * 3_600

/**
 * Keeps sessions in memory, and each session's id in a signed cookie that scripts cannot read. `Lax`: browsers omit it from
 * requests that another site starts, except when a link is followed.
 */
export function createSessions(directory: Directory) {
  const secret = randomBytes(32).toString('hex')
  const sessions = new Map<string, { userId: string; agentId: number | undefined; endsAt: number }>()

  async function idOf({ headers }: Request): Promise<string> {
    const cookies = await parseSigned(headers.get('cookie') ?? '', secret, cookie)
    // `false` for a cookie with an invalid signature: the user is not signed in.
    return cookies[cookie] || ''
  }

  return {
    async find(request: Request): Promise<Session | undefined> {
      const session = sessions.get(await idOf(request))
      const user = session && session.endsAt > Date.now() ? directory.user(session.userId) : undefined
      return user && { user, agent: directory.agent(user, session?.agentId) }
    },

    /** Ends the user's other session and this browser's previous one, so that a stolen cookie of either becomes useless. */
    async begin(c: Context, user: DirectoryUser): Promise<Session> {
      sessions.delete(await idOf(c.req.raw))
      const id = randomBytes(24).toString('base64url')
      const agent = directory.agent(user)
      for (const [old, { userId, endsAt }] of sessions) {
        if (userId === user.id || endsAt <= Date.now()) sessions.delete(old)
      }
      sessions.set(id, { userId: user.id, agentId: agent?.id, endsAt: Date.now() + lifeInSeconds * 1_000 })
      const secure = new URL(c.req.url).protocol === 'https:'
      await setSignedCookie(c, cookie, id, secret, {
        httpOnly: true,
        sameSite: 'Lax',
        path: '/',
        secure,
        maxAge: lifeInSeconds,
      })
      return { user, agent }
    },

    async workAs(request: Request, agent: SettingsAgent): Promise<void> {
      const session = sessions.get(await idOf(request))
      if (session) session.agentId = agent.id
    },

    async end(c: Context): Promise<void> {
      sessions.delete(await idOf(c.req.raw))
      deleteCookie(c, cookie, { path: '/' })
    },
  }
}
