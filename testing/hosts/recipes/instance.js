// One of several instances behind a proxy: they share the access token and the limit through Redis.
import { createServer } from 'node:http'
import { inspect } from 'node:util'
import { createNodeListener } from '@conversation-frame/server/node'
import { createRedisTokenStore } from '@conversation-frame/server/redis'
import { Redis } from 'ioredis'
import { RateLimiterRedis } from 'rate-limiter-flexible'
import { createEndpoint } from './createEndpoint.js'

const redis = new Redis(Number(process.env.REDIS_PORT), '127.0.0.1', { retryStrategy: () => 200 })
redis.on('error', () => {})

const limiter = new RateLimiterRedis({ storeClient: redis, points: Number(process.env.LIMIT), duration: 60 })
// All that an event holds, errors included: a log has to bear it.
const onEvent = (event) => process.stdout.write(`${inspect(event, { breakLength: Number.POSITIVE_INFINITY })}\n`)
const handler = createEndpoint(process.env, { tokenStore: createRedisTokenStore(redis), limiter, onEvent })

createServer(createNodeListener(handler)).listen(Number(process.env.PORT), '127.0.0.1')
