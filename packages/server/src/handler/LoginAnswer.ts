import type { BodyReader } from '../target/readBody.js'

/** The endpoint's answer, not yet in a platform's kind of response. */
export interface LoginAnswer {
  status: number
  headers: Record<string, string>
  body: string | null
}

/** Answers a request. Its body is read by `body`, or else through the request. */
export type AnswerLogin = (request: Request, body?: BodyReader) => Promise<LoginAnswer>

/**
 * The key of a login handler's {@link AnswerLogin}, for platforms without `Request` and `Response`. To create a `Response` and a web
 * stream only to read them again is a large part of the work for a login.
 */
export const answerLogin: unique symbol = Symbol('conversation-frame.answerLogin')

/** A handler for every platform: as a function for those with a `Response`, with {@link answerLogin} for those without. */
export interface Responder {
  (request: Request): Promise<Response>
  [answerLogin]: AnswerLogin
}

export function createResponder(answer: AnswerLogin): Responder {
  async function respond(request: Request): Promise<Response> {
    const { body, ...init } = await answer(request)
    return new Response(body, init)
  }
  return Object.assign(respond, { [answerLogin]: answer })
}
