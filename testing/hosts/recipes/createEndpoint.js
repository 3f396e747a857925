import { createLoginHandler, createPartnerClient, Forbidden } from '@conversation-frame/server'

/** The host app's own users: here a cookie says it all, a real host looks its session up. */
function authorize(request) {
  const [, userId, agentId] = /\bsession=([a-z]+\d*)-(\d+)/.exec(request.headers.get('cookie') ?? '') ?? []
  if (userId === undefined) return null
  if (userId === 'guest') throw new Forbidden('guests open nothing')
  if (userId === 'broken') throw new Error('the database is down')
  return { userId, accountId: 4142, agentId: Number(agentId), server: 'online' }
}

/** The login endpoint that every recipe here serves. `shared` holds what instances share, if they share anything. */
export function createEndpoint(env, shared = {}) {
  const { tokenStore, ...handlerOptions } = shared
  const partner = createPartnerClient({
    clientId: env.PARTNER_CLIENT_ID,
    clientSecret: env.PARTNER_CLIENT_SECRET,
    baseUrl: env.PARTNER_BASE_URL,
    loginOrigins: env.PARTNER_LOGIN_ORIGINS.split(','),
    ...(env.PARTNER_TIMEOUT ? { timeout: Number(env.PARTNER_TIMEOUT) } : {}),
    ...(tokenStore ? { tokenStore } : {}),
  })
  return createLoginHandler({
    partner,
    authorize,
    allowedOrigins: ['https://frontend.example'],
    ...(env.PUBLIC_ORIGIN ? { publicOrigin: env.PUBLIC_ORIGIN } : {}),
    ...(env.DEADLINE ? { deadline: Number(env.DEADLINE) } : {}),
    ...handlerOptions,
  })
}
