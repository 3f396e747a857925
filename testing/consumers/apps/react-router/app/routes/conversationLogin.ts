import { createLoginHandler, createPartnerClient } from '@conversation-frame/server'

const handler = createLoginHandler({
  partner: createPartnerClient({
    clientId: 'demo-client',
    clientSecret: 'demo-secret',
    baseUrl: process.env.PARTNER_BASE_URL ?? '',
    loginOrigins: [process.env.LOGIN_ORIGIN ?? ''],
  }),
  authorize: async () => ({ userId: 'u1', accountId: 4142, agentId: 3142, server: 'online' }),
})

export function action({ request }: { request: Request }) {
  return handler(request)
}
