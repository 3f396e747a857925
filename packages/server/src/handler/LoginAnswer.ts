import type { BodyReader } from '../target/readTarget.js'

/** What the endpoint answers, before it becomes a platform's kind of response. */
export interface LoginAnswer {
  status: number
  headers: Record<string, string>
  body: string | null
}

/** Answers a request whose body is its own, or is read by `body`. */
type Answers = (request: Request, body?: BodyReader) => Promise<LoginAnswer>

const answersOf = new WeakMap<object, Answers>()

/** A handler for platforms that have a `Request` and take a `Response`. */
export function createResponder(answers: Answers): (request: Request) => Promise<Response> {
  async function respond(request: Request): Promise<Response> {
    const { body, ...init } = await answers(request)
    return new Response(body, init)
  }
  answersOf.set(respond, answers)
  return respond
}

/**
 * What is behind a handler that {@link createResponder} made, for a platform with neither: to make a `Response` and a web
 * stream of the body, and to read them again, is a good part of a login's work.
 */
export function behindResponder(handler: object): Answers | undefined {
  return answersOf.get(handler)
}
