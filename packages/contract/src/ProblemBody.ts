import * as z from 'zod/mini'
import { endpointErrorCodes } from './endpointErrorCodes.js'

/** Schema of the body that a login endpoint sends when it refuses: RFC 9457 problem details, `application/problem+json`. */
export const problemBody = z.object({
  /** The page about the code. */
  type: z.string(),
  /** The meaning of the code, for developers. */
  title: z.string(),
  /** Details of this failure, for developers. */
  detail: z.optional(z.string()),
  /** The HTTP status of the response. */
  status: z.int(),
  /** The code that the frame acts on. */
  code: z.enum(endpointErrorCodes),
  /** Seconds to wait before the next request. */
  retryAfterSeconds: z.optional(z.number().check(z.nonnegative())),
})

/** The body that a login endpoint sends when it refuses. */
export type ProblemBody = z.infer<typeof problemBody>
