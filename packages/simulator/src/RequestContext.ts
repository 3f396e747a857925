/** Data that a `Request` does not carry. The host of a fetch handler supplies it. */
export interface RequestContext {
  /** The client's IP address, for the throttle and the block after wrong credentials. @default '127.0.0.1' */
  ip?: string
  /**
   * The cookies, as in a `Cookie` header. Only service workers need it: they cannot read a request's own header.
   * @default the request's `Cookie` header
   */
  cookie?: string
}
