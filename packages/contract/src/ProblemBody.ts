import * as z from 'zod/mini'
import { endpointErrorCodes } from './endpointErrorCodes.js'

/** What a login endpoint answers otherwise: problem details as in RFC 9457, `application/problem+json`. */
export const problemBody = z.object({
  /** The page about the code. */
  type: z.string(),
  /** What the code means, for developers. */
  title: z.string(),
  /** What exactly is wrong, for developers. */
  detail: z.optional(z.string()),
  /** The HTTP status, once more. */
  status: z.int(),
  /** The code that the frame acts on. */
  code: z.enum(endpointErrorCodes),
  /** Seconds after which asking again makes sense. */
  retryAfterSeconds: z.optional(z.number().check(z.nonnegative())),
})

/** What a login endpoint answers when it has no link. */
export type ProblemBody = z.infer<typeof problemBody>
