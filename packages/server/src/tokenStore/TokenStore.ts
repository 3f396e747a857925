/**
 * Where instances share the access token: a [Keyv](https://keyv.org), or three functions of your own.
 *
 * The stored value is sealed with a key derived from the client secret, so that a reader of the store does not get the token.
 */
export interface TokenStore {
  /** The value of a key, or `undefined` or `null`. */
  get(key: string): Promise<unknown>
  /** Stores a value for `ttl` milliseconds. */
  set(key: string, value: string, ttl: number): Promise<unknown>
  /** Removes a key. */
  delete(key: string): Promise<unknown>
  /**
   * Stores a value for `ttl` milliseconds if the key does not exist, atomically, and says whether it did. With it, one
   * instance refreshes the token while the others wait; without it, each instance refreshes its own.
   */
  add?(key: string, value: string, ttl: number): Promise<boolean>
}
