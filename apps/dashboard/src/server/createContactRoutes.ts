import { Hono } from 'hono'
import type { ContactsBody, FailureBody } from '../DashboardApi.js'
import type { Directory } from './createDirectory.js'
import type { Sessions } from './createSessions.js'

/** The contacts of the signed-in user's teams. */
export function createContactRoutes(directory: Directory, sessions: Sessions): Hono {
  const app = new Hono()
  const find = async (request: Request, id: string) => {
    const session = await sessions.find(request)
    if (!session) return { error: 'Sign in first.', status: 401 } as const
    const contact = directory.contact(session.user, Number(id))
    if (contact === 'forbidden') return { error: 'This contact belongs to another team.', status: 403 } as const
    return contact ?? ({ error: 'Contact not found.', status: 404 } as const)
  }

  app.get('/', async (c) => {
    const session = await sessions.find(c.req.raw)
    if (!session) return c.json<FailureBody>({ error: 'Sign in first.' }, 401)
    const unread = directory.contacts(session.user).reduce((sum, contact) => sum + contact.unread, 0)
    return c.json<ContactsBody>({ contacts: directory.contacts(session.user, c.req.query('search')), unread })
  })

  app.get('/:id', async (c) => {
    const found = await find(c.req.raw, c.req.param('id'))
    return 'error' in found ? c.json<FailureBody>({ error: found.error }, found.status) : c.json(found)
  })

  app.post('/:id/read', async (c) => {
    const found = await find(c.req.raw, c.req.param('id'))
    if ('error' in found) return c.json<FailureBody>({ error: found.error }, found.status)
    directory.markRead(found.id)
    return c.body(null, 204)
  })

  return app
}
