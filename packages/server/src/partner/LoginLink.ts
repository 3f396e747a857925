/**
 * A login link that was just minted. It can be opened once, and logs in as the agent.
 *
 * The address is only in `url`: a link that is printed, inspected or turned into JSON shows its lifetime and its ids.
 */
export class LoginLink {
  readonly #url: string
  /** Seconds for which the link can still be opened. */
  readonly expiresInSeconds: number
  /** The conversation that the link opens, if the vendor named it. */
  declare readonly conversationId?: number
  /** The inbox that the link opens, if the vendor named it. */
  declare readonly inboxId?: number

  constructor(url: string, expiresInSeconds: number, ids: { conversationId?: number; inboxId?: number } = {}) {
    this.#url = url
    this.expiresInSeconds = expiresInSeconds
    if (ids.conversationId !== undefined) this.conversationId = ids.conversationId
    if (ids.inboxId !== undefined) this.inboxId = ids.inboxId
  }

  /** The address to open: a secret, and personal data. Send it only to the agent's browser. */
  get url(): string {
    return this.#url
  }

  /** What Node's `inspect` prints. With its option `getters` it would otherwise read `url`. */
  [Symbol.for('nodejs.util.inspect.custom')](): object {
    return { ...this }
  }
}
