/**
 * Where instances share the access token: any [Keyv](https://keyv.org) will do, or three functions of your own.
 *
 * What is stored is sealed with a key made from the client secret, so a reader of the store does not get the token.
 */
export interface TokenStore {
  /** The value of a key, or nothing. */
  get(key: string): Promise<unknown>
  /** Keeps a value for `ttl` milliseconds. */
  set(key: string, value: string, ttl: number): Promise<unknown>
  /** Forgets a key. */
  delete(key: string): Promise<unknown>
  /**
   * Keeps a value for `ttl` milliseconds unless the key is taken, in one step, and says whether it did. With it, one
   * instance renews the token and the others wait for it; without it, each renews its own.
   */
  add?(key: string, value: string, ttl: number): Promise<boolean>
}
