export { createRedisTokenStore, type RedisClient } from './tokenStore/createRedisTokenStore.js'
