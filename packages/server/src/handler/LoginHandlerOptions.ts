import type { Limiter } from '../limit/Limiter.js'
import type { PartnerClient } from '../partner/PartnerClient.js'
import type { Authorize } from './authorizeTarget.js'
import type { LoginEvent } from './LoginEvent.js'

/** How a login endpoint decides and answers. */
export interface LoginHandlerOptions {
  /** The partner client, created once per process. */
  partner: PartnerClient
  /**
   * Decides who the user is and what they may open: bind the conversation and the contact to the user in one query, and return that
   * record as `target`. {@link Authorize} lists the attacks to consider. Read the session from the request's headers; the handler
   * reads its body. Return `null` if no user is signed in (401), and throw `Forbidden` if this user may not open this target, or if
   * the target does not exist (403). Anything else that it throws is a 500 and goes to `onEvent`.
   */
  authorize: Authorize
  /**
   * Origins of frontends on other origins than the endpoint's own.
   * @default []
   * @example ['https://app.example.com']
   */
  allowedOrigins?: readonly string[]
  /**
   * The endpoint's own origin as browsers see it. Needed behind a proxy that rewrites the host name, for browsers that
   * send no `Sec-Fetch-Site`. If it is set, every `Origin` must be this one or in `allowedOrigins`.
   * @default the origin of the request's URL
   */
  publicOrigin?: string
  /**
   * Limits the attempts of each `userId`; `false` for no limit. Every request that `authorize` permits costs a point before the call
   * to the vendor, even if the vendor then refuses. @default 30 a minute, counted in this process
   */
  limiter?: Limiter | false
  /** While the limiter is down, count in this process, or refuse every link. @default 'memory' */
  limiterFallback?: 'memory' | 'refuse'
  /** Time limit for a request, in milliseconds. @default 12_000 */
  deadline?: number
  /**
   * Called with what happened, for logs, metrics and audits. Its errors are ignored.
   * @default logs failures with status 500 or higher with `console.error`
   */
  onEvent?: (event: LoginEvent) => void
}
