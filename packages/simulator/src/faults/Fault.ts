import type { VendorSettings } from '../SimulatorOptions.js'

/** Where a fault can strike. `workspace` is every page and call but the login page and the redemption. */
export const faultEndpoints = [
  'accessToken',
  'loginConversation',
  'loginAgent',
  'loginPage',
  'redeem',
  'workspace',
] as const

/** Where a fault can strike. */
export type FaultEndpoint = (typeof faultEndpoints)[number]

/** One way to misbehave. Fields combine: `{ delay: 800, status: 503, retryAfter: 30, times: 2 }`. */
export interface Fault {
  /** Strikes this many requests, then is gone. @default until it is cleared */
  times?: number
  /** Waits this many ms first. */
  delay?: number
  /** Never answers; ends when the client gives up. */
  hang?: true
  /** Breaks the connection: a Node server destroys the socket, a fetch handler rejects as `fetch` does without a network. */
  drop?: true
  /** Answers with this HTTP status. Alone it comes with an HTML error page; with `reason`, with that body. 204 is empty. */
  status?: number
  /** A `Retry-After` header in seconds, for `status`. */
  retryAfter?: number
  /** Partner API: FAIL with this reason, known to the document or not. Nothing is minted. */
  reason?: number
  /**
   * Partner API: `malformed` is JSON broken like the document's own sample (`"inbox_id", 12`), `truncated` breaks off: both
   * after a link was minted. `html` is a 200 page instead of JSON, `empty` a 200 without a body.
   */
  body?: 'malformed' | 'truncated' | 'html' | 'empty'
  /** Access token: `expiration_time` as a number, in milliseconds, as an ISO date, in the past, as words, or left out. */
  expirationTime?: 'number' | 'milliseconds' | 'iso' | 'past' | 'words' | 'missing'
  /** Partner API: ids as strings, as one of the vendor's samples has them. */
  ids?: 'strings'
  /** Partner API: how `status` is written: `OK`/`FAIL`, `Ok`/`Fail`, `ok`/`fail`. */
  casing?: 'upper' | 'capital' | 'lower'
  /**
   * Login URL: on an origin that is not the vendor's, with a literal `\u0026` for `&`, relative, left out, or the newest link
   * of the same agent and conversation again, as a cache between the host and the vendor would return it.
   */
  login?: 'foreign' | 'escaped' | 'relative' | 'missing' | 'repeated'
}

/**
 * Faults by endpoint (`all`: where the endpoint has none of its own; `undefined`: none), and the vendor's settings, changed
 * while it runs. Plain JSON.
 */
export type Faults = Partial<Record<FaultEndpoint | 'all', Fault | undefined>> & Partial<VendorSettings>
