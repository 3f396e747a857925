/** What the endpoint answers, before it becomes a platform's kind of response. */
export interface LoginAnswer {
  status: number
  headers: Record<string, string>
  body: string | null
}

type Answers = (request: Request) => Promise<LoginAnswer>

const answersOf = new WeakMap<object, Answers>()

/** A handler for platforms that take a `Response`. */
export function createResponder(answers: Answers): (request: Request) => Promise<Response> {
  async function respond(request: Request): Promise<Response> {
    const { body, ...init } = await answers(request)
    return new Response(body, init)
  }
  answersOf.set(respond, answers)
  return respond
}

/** For a listener that takes no `Response`: to make one and to read it again is a good part of a login's work. */
export function withoutResponse<Handler extends object>(handler: Handler): Handler | Answers {
  return answersOf.get(handler) ?? handler
}
