// The same with the client of the `redis` package.
import { createServer } from 'node:http'
import { createLoginHandler, createPartnerClient } from '@conversation-frame/server'
import { createNodeListener } from '@conversation-frame/server/node'
import { createRedisTokenStore } from '@conversation-frame/server/redis'
import { RateLimiterRedis } from 'rate-limiter-flexible'
import { createClient } from 'redis'
import { authorize } from './authorize.js'
import { log } from './log.js'
import { onEvent } from './logEvents.js'
import { readEnvironment } from './readEnvironment.js'

const { partner: settings, handler: options } = readEnvironment(process.env)
const redisUrl = process.env.REDIS_URL

const redis = createClient({ url: redisUrl })
redis.on('error', (error) => log.error({ redis: String(error) }))
await redis.connect()
const partner = createPartnerClient({ ...settings, tokenStore: createRedisTokenStore(redis) })

const limiter = new RateLimiterRedis({
  storeClient: redis,
  useRedisPackage: true,
  keyPrefix: 'conversation-login',
  points: 30,
  duration: 60,
})
const handler = createLoginHandler({ ...options, partner, authorize, onEvent, limiter })

createServer(createNodeListener(handler)).listen(Number(process.env.PORT), '127.0.0.1')
