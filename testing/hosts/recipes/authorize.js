import { Forbidden } from '@conversation-frame/server'

/** The host app's own users: here a cookie says it all, a real host looks its session up. */
export function authorize(request) {
  const [, userId, agentId] = /\bsession=([a-z]+\d*)-(\d+)/.exec(request.headers.get('cookie') ?? '') ?? []
  if (userId === undefined) return null
  if (userId === 'guest') throw new Forbidden('guests open nothing')
  if (userId === 'broken') throw new Error('the database is down')
  return { userId, accountId: 4142, agentId: Number(agentId), server: 'online' }
}
