import { createServer } from 'node:http'
import { createLoginHandler, createMemoryLimiter, createPartnerClient } from '@conversation-frame/server'
import { createNodeListener } from '@conversation-frame/server/node'

const { PARTNER_BASE_URL: baseUrl } = process.env
const partner = createPartnerClient({ clientId: 'a', clientSecret: 'b', baseUrl, loginOrigins: ['http://localhost:1'] })
const handler = createLoginHandler({
  partner,
  authorize: () => ({ userId: 'u1', accountId: 4142, agentId: 3142, server: 'online' }),
  limiter: createMemoryLimiter({ points: Number.MAX_SAFE_INTEGER }),
  onEvent: () => {},
})

createServer(createNodeListener(handler)).listen(Number(process.env.PORT), '127.0.0.1')

// For the memory test, which starts this with --expose-gc.
process.on('message', () => {
  globalThis.gc?.()
  const { heapUsed, rss } = process.memoryUsage()
  process.send?.({ heapUsed, rss })
})
