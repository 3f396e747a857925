import { Forbidden } from '@conversation-frame/server'
import { findConversation } from './findConversation.js'

/** The host app's own users: here a cookie names the user; a real host looks up the session. */
export function authorize(request, asked) {
  const [, userId, agentId] = /\bsession=([a-z]+\d*)-(\d+)/.exec(request.headers.get('cookie') ?? '') ?? []
  if (userId === undefined) return null
  if (userId === 'guest') throw new Forbidden('guests open nothing')
  if (userId === 'broken') throw new Error('the database is down')
  const target = findConversation(userId, asked)
  if (!target) throw new Forbidden('no such conversation of theirs')
  return { userId, accountId: 4142, agentId: Number(agentId), server: 'online', target }
}
