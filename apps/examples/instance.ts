// One of several instances behind a proxy. They share the access token and the limit through Redis, with ioredis.
import { createServer } from 'node:http'
import { inspect } from 'node:util'
import { createLoginHandler, createPartnerClient, type LoginEvent } from '@conversation-frame/server'
import { createNodeListener } from '@conversation-frame/server/node'
// #region redis
import { createRedisTokenStore } from '@conversation-frame/server/redis'
import { Redis } from 'ioredis'
// #endregion
import { RateLimiterRedis } from 'rate-limiter-flexible'
import { authorize } from './authorize.ts'
import { log } from './log.ts'
import { readEnvironment } from './readEnvironment.ts'

const { partner: settings, handler: options } = readEnvironment(process.env)
const { clientId, clientSecret, ...others } = settings

// #region redis
const redis = new Redis(process.env.REDIS_URL ?? '')
redis.on('error', (error) => log.error({ redis: String(error) }))

const tokenStore = createRedisTokenStore(redis)
// #endregion
const partner = createPartnerClient({ ...others, clientId, clientSecret, tokenStore })

const limiter = new RateLimiterRedis({ storeClient: redis, points: Number(process.env.LIMIT), duration: 60 })
// Logs the whole event, errors included.
const onEvent = (event: LoginEvent) =>
  void process.stdout.write(`${inspect(event, { breakLength: Number.POSITIVE_INFINITY })}\n`)
const handler = createLoginHandler({ ...options, partner, authorize, onEvent, limiter })

createServer(createNodeListener(handler)).listen(Number(process.env.PORT), '127.0.0.1')
