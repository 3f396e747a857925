import { createServer } from 'node:http'
import { type LoginLinkBody, loginRequestBody } from '@conversation-frame/contract'
import { createLoginHandler, createPartnerClient, Forbidden, type LoginEvent } from '@conversation-frame/server'
import { createNodeListener } from '@conversation-frame/server/node'
import { createRedisTokenStore, type RedisClient } from '@conversation-frame/server/redis'
import { createSimulator } from '@conversation-frame/simulator'
import { startSimulator } from '@conversation-frame/simulator/node'

declare const redis: RedisClient

const events: LoginEvent[] = []
const partner = createPartnerClient({
  clientId: 'id',
  clientSecret: 'secret',
  tokenStore: createRedisTokenStore(redis),
})
const handler: (request: Request) => Promise<Response> = createLoginHandler({
  partner,
  authorize: async (request, target) => {
    if (!request.headers.has('cookie')) return null
    if (target.conversationId === 1) throw new Forbidden()
    return { userId: 'u1', accountId: 4142, agentId: 3142, server: 'online' }
  },
  onEvent: (event) => void events.push(event),
})

// @ts-expect-error Without authorize anybody could log in as anyone.
createLoginHandler({ partner })

createServer(createNodeListener(handler)).listen(0)

export const body: LoginLinkBody = { url: 'https://online.99digital.co.il', expiresInSeconds: 300 }
export const parsed = loginRequestBody.parse({}).conversationId?.toFixed()

export async function simulate(): Promise<number> {
  await using vendor = await startSimulator({ control: true })
  return vendor.simulator.ledger.totals().minted + createSimulator().ledger.totals().minted
}
