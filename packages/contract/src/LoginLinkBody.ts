import * as z from 'zod/mini'

const id = z.int().check(z.positive())

/** Schema of the body that a login endpoint sends with status 200. */
export const loginLinkBody = z.object({
  /** The login link. It can be opened once. It is a secret and personal data. */
  url: z.string().check(z.minLength(1)),
  /** Seconds for which the link can be opened. A duration and not a date, because the clocks of two machines differ. */
  expiresInSeconds: z.number().check(z.positive()),
  /** The conversation that the link opens, if the vendor named it. */
  conversationId: z.optional(id),
  /** The inbox that the link opens, if the vendor named it. */
  inboxId: z.optional(id),
})

/** The body that a login endpoint sends with status 200. */
export type LoginLinkBody = z.infer<typeof loginLinkBody>
