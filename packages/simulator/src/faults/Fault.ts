import type { VendorSettings } from '../SimulatorOptions.js'

/** Where a fault applies. `workspace` is every page and call except the login page and the redemption. */
export const faultEndpoints = [
  'accessToken',
  'loginConversation',
  'loginAgent',
  'loginPage',
  'redeem',
  'workspace',
] as const

/** Where a fault applies. */
export type FaultEndpoint = (typeof faultEndpoints)[number]

/** One kind of misbehavior. Fields combine: `{ delay: 800, status: 503, retryAfter: 30, times: 2 }`. */
export interface Fault {
  /** Applies to this many requests. @default until cleared */
  times?: number
  /** Waits this many milliseconds first. */
  delay?: number
  /** Never answers; ends when the client disconnects. */
  hang?: true
  /** Breaks the connection: a Node server destroys the socket; a fetch handler rejects, like `fetch` without a network. */
  drop?: true
  /** Answers with this HTTP status. Alone it has an HTML error page; with `reason`, that failure's body. 204 is empty. */
  status?: number
  /** A `Retry-After` header in seconds, for `status`. */
  retryAfter?: number
  /** Partner API: FAIL with this reason, documented or not. No link is minted. */
  reason?: number
  /**
   * Partner API: `malformed` is broken JSON like the document's own sample (`"inbox_id", 12`), `truncated` ends early: both
   * after a link was minted. `html` is a 200 page instead of JSON, `empty` a 200 without a body.
   */
  body?: 'malformed' | 'truncated' | 'html' | 'empty'
  /** Access token: `expiration_time` as a number, in milliseconds, as an ISO date, in the past, in words, or omitted. */
  expirationTime?: 'number' | 'milliseconds' | 'iso' | 'past' | 'words' | 'missing'
  /** Partner API: ids as strings, as in one of the vendor's samples. */
  ids?: 'strings'
  /** Partner API: the case of `status`: `OK`/`FAIL`, `Ok`/`Fail`, `ok`/`fail`. */
  casing?: 'upper' | 'capital' | 'lower'
  /**
   * Login URL: on an origin other than the vendor's, with a literal `\u0026` for `&`, relative, omitted, or the newest link
   * of the same agent and conversation again, as from a cache between the host and the vendor.
   */
  login?: 'foreign' | 'escaped' | 'relative' | 'missing' | 'repeated'
}

/**
 * Faults by endpoint (`all` applies to endpoints without their own; `undefined` removes one), and the vendor's settings, changed
 * at run time. Plain JSON.
 */
export type Faults = Partial<Record<FaultEndpoint | 'all', Fault | undefined>> & Partial<VendorSettings>
