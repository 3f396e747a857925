import { createLoginHandler, createPartnerClient, type LoginHandler } from '@conversation-frame/server'

let handler: LoginHandler | undefined

const handle = (request: Request): Promise<Response> => {
  handler ??= createLoginHandler({
    partner: createPartnerClient({
      clientId: 'demo-client',
      clientSecret: 'demo-secret',
      baseUrl: process.env.PARTNER_BASE_URL ?? '',
      loginOrigins: [process.env.LOGIN_ORIGIN ?? ''],
    }),
    authorize: async () => ({ userId: 'u1', accountId: 4142, agentId: 3142, server: 'online' }),
  })
  return handler(request)
}

export { handle as GET, handle as OPTIONS, handle as POST }
