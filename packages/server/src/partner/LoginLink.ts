/**
 * A login link that was just minted. It can be opened once, and whoever opens it is the agent.
 *
 * The address is only in `url`: printed, inspected or turned into JSON, a link shows its life and its ids.
 */
export class LoginLink {
  readonly #url: string
  /** Seconds for which the link can still be opened. */
  readonly expiresInSeconds: number
  /** The conversation that the link opens, when the vendor named it. */
  declare readonly conversationId?: number
  /** The inbox that the link opens, when the vendor named it. */
  declare readonly inboxId?: number

  constructor(url: string, expiresInSeconds: number, ids: { conversationId?: number; inboxId?: number } = {}) {
    this.#url = url
    this.expiresInSeconds = expiresInSeconds
    if (ids.conversationId !== undefined) this.conversationId = ids.conversationId
    if (ids.inboxId !== undefined) this.inboxId = ids.inboxId
  }

  /** The address to open: a secret, and personal data. Hand it to the agent's browser and nowhere else. */
  get url(): string {
    return this.#url
  }

  /** What Node prints, whatever it was asked to show: with `getters` it would read `url`. */
  [Symbol.for('nodejs.util.inspect.custom')](): object {
    return { ...this }
  }
}
