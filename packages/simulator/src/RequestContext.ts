/** What a `Request` does not carry, told by the host of a fetch handler. */
export interface RequestContext {
  /** The client's address, for the throttle and the block after wrong credentials. @default '127.0.0.1' */
  ip?: string
  /**
   * The cookies, as in a `Cookie` header. Only service workers need it: there a request's own header cannot be read.
   * @default the request's `Cookie` header
   */
  cookie?: string
}
