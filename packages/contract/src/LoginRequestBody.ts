import * as z from 'zod/mini'

const id = z.optional(z.int().check(z.positive()))

/**
 * Schema of the body that a browser sends to a login endpoint. It says what to open, never as which agent.
 *
 * Requires `conversationId` or `inboxId` (the conversation wins) and `phoneNumber` or `email`. All other fields are
 * dropped, in particular an account or an agent.
 */
export const loginRequestBody = z
  .object({
    /** The conversation to open. */
    conversationId: id,
    /** The inbox to open, or to start a conversation in. Ignored when `conversationId` is given. */
    inboxId: id,
    /** The contact's phone number, in any common format: the endpoint normalises it. */
    phoneNumber: z.optional(z.string().check(z.minLength(1), z.maxLength(40))),
    /** The contact's e-mail address. */
    email: z.optional(z.string().check(z.minLength(1), z.maxLength(254))),
    /** The contact's name. */
    name: z.optional(z.string().check(z.maxLength(255))),
  })
  .check(
    z.refine((body) => body.conversationId !== undefined || body.inboxId !== undefined, {
      error: 'conversationId or inboxId is required',
    }),
    z.refine((body) => body.phoneNumber !== undefined || body.email !== undefined, {
      error: 'phoneNumber or email is required',
    }),
  )

/** The body that a browser sends to a login endpoint. */
export type LoginRequestBody = z.infer<typeof loginRequestBody>
