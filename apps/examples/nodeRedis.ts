// The same as instance.ts, with the client of the `redis` package.
import { createServer } from 'node:http'
import { createLoginHandler, createPartnerClient } from '@conversation-frame/server'
import { createNodeListener } from '@conversation-frame/server/node'
// #region client
import { createRedisTokenStore } from '@conversation-frame/server/redis'
// #endregion
// #region limiter
import { RateLimiterRedis } from 'rate-limiter-flexible'
// #endregion
// #region client
import { createClient } from 'redis'
// #endregion
import { authorize } from './authorize.ts'
import { log } from './log.ts'
import { onEvent } from './logEvents.ts'
import { readEnvironment } from './readEnvironment.ts'

const { partner: settings, handler: options } = readEnvironment(process.env)

// #region client
const redis = createClient({ url: process.env.REDIS_URL ?? '' })
redis.on('error', (error) => log.error({ redis: String(error) }))
await redis.connect()

const tokenStore = createRedisTokenStore(redis)
// #endregion
const partner = createPartnerClient({ ...settings, tokenStore })

// #region limiter
const limiter = new RateLimiterRedis({
  storeClient: redis,
  useRedisPackage: true, // for the client of `redis`; omit it with ioredis
  keyPrefix: 'conversation-login',
  points: 30,
  duration: 60,
})
// #endregion
const handler = createLoginHandler({ ...options, partner, authorize, onEvent, limiter })

createServer(createNodeListener(handler)).listen(Number(process.env.PORT), '127.0.0.1')
