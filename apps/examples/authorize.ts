import { type Authorize, Forbidden } from '@conversation-frame/server'
import { findConversation } from './findConversation.ts'

/** The host app's own users: here a cookie names the user; a real host looks up the session. */
export const authorize: Authorize = (request, asked) => {
  const [, userId, agentId] = /\bsession=([a-z]+\d*)-(\d+)/.exec(request.headers.get('cookie') ?? '') ?? []
  if (userId === undefined) return null
  if (userId === 'guest') throw new Forbidden('Guests may not open conversations')
  if (userId === 'broken') throw new Error('the database is down')
  const target = findConversation(userId, asked)
  if (!target) throw new Forbidden('Not a conversation of this user')
  return { userId, accountId: 4142, agentId: Number(agentId), server: 'online', target }
}
