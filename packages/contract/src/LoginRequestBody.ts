import * as z from 'zod/mini'

const id = z.optional(z.int().check(z.positive()))

/**
 * What a browser sends to a login endpoint: what to open, never as whom.
 *
 * Needs `conversationId` or `inboxId` (the conversation wins) and `phoneNumber` or `email`. Anything else in the body is
 * dropped, an account or an agent above all.
 */
export const loginRequestBody = z
  .object({
    /** The conversation to open. */
    conversationId: id,
    /** The inbox to open or start a conversation in; ignored when `conversationId` is there. */
    inboxId: id,
    /** The contact's phone number, as people write it: the endpoint normalises it. */
    phoneNumber: z.optional(z.string().check(z.minLength(1), z.maxLength(40))),
    /** The contact's e-mail address. */
    email: z.optional(z.string().check(z.minLength(1), z.maxLength(254))),
    /** The contact's name. */
    name: z.optional(z.string().check(z.maxLength(255))),
  })
  .check(
    z.refine((body) => body.conversationId !== undefined || body.inboxId !== undefined, {
      error: 'conversationId or inboxId is needed',
    }),
    z.refine((body) => body.phoneNumber !== undefined || body.email !== undefined, {
      error: 'phoneNumber or email is needed',
    }),
  )

/** What a browser sends to a login endpoint. */
export type LoginRequestBody = z.infer<typeof loginRequestBody>
