import * as z from 'zod/mini'

const id = z.int().check(z.positive())

/** What a login endpoint answers with status 200. */
export const loginLinkBody = z.object({
  /** The login link: it can be opened once. A secret and personal data. */
  url: z.string().check(z.minLength(1)),
  /** Seconds for which the link can be opened: a duration, because the clocks of two machines differ. */
  expiresInSeconds: z.number().check(z.positive()),
  /** The conversation that the link opens, when the vendor named it. */
  conversationId: z.optional(id),
  /** The inbox that the link opens, when the vendor named it. */
  inboxId: z.optional(id),
})

/** What a login endpoint answers with status 200. */
export type LoginLinkBody = z.infer<typeof loginLinkBody>
