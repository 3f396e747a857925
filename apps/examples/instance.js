// One of several instances behind a proxy: they share the access token and the limit through Redis, with ioredis.
import { createServer } from 'node:http'
import { inspect } from 'node:util'
import { createLoginHandler, createPartnerClient } from '@conversation-frame/server'
import { createNodeListener } from '@conversation-frame/server/node'
import { createRedisTokenStore } from '@conversation-frame/server/redis'
import { Redis } from 'ioredis'
import { RateLimiterRedis } from 'rate-limiter-flexible'
import { authorize } from './authorize.js'
import { log } from './log.js'
import { readEnvironment } from './readEnvironment.js'

const { partner: settings, handler: options } = readEnvironment(process.env)
const { clientId, clientSecret, ...others } = settings
const redisUrl = process.env.REDIS_URL

const redis = new Redis(redisUrl)
redis.on('error', (error) => log.error({ redis: String(error) }))
const partner = createPartnerClient({ ...others, clientId, clientSecret, tokenStore: createRedisTokenStore(redis) })

const limiter = new RateLimiterRedis({ storeClient: redis, points: Number(process.env.LIMIT), duration: 60 })
// Logs the whole event, errors included.
const onEvent = (event) => process.stdout.write(`${inspect(event, { breakLength: Number.POSITIVE_INFINITY })}\n`)
const handler = createLoginHandler({ ...options, partner, authorize, onEvent, limiter })

createServer(createNodeListener(handler)).listen(Number(process.env.PORT), '127.0.0.1')
