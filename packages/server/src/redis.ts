export { createRedisTokenStore, type RedisClient } from './createRedisTokenStore.js'
