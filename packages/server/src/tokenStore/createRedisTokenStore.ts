import type { TokenStore } from './TokenStore.js'

/** A connected client: of `ioredis` or iovalkey (`call`), or of `redis` (`sendCommand`). */
export type RedisClient =
  | { call(command: string, ...args: string[]): Promise<unknown> }
  | { sendCommand(args: string[]): Promise<unknown> }

/**
 * Creates a token store from a Redis or Valkey client that is already connected. Its `add` is atomic, so that all instances
 * together request one access token.
 */
export function createRedisTokenStore(client: RedisClient): Required<TokenStore> {
  // ioredis also has a sendCommand, with other parameters.
  const command = (...args: [string, ...string[]]) =>
    'call' in client ? client.call(...args) : client.sendCommand(args)
  return {
    get: (key) => command('GET', key),
    set: (key, value, ttl) => command('SET', key, value, 'PX', String(ttl)),
    delete: (key) => command('DEL', key),
    add: async (key, value, ttl) => (await command('SET', key, value, 'PX', String(ttl), 'NX')) === 'OK',
  }
}
