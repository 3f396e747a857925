/** One answer of the vendor: a JSON body, a response, or a function of the call. */
export type Scripted = object | Response | ((call: VendorCallRecord) => Promise<Response>)

export interface VendorCallRecord {
  path: string
  headers: Headers
  body: Record<string, unknown>
}

export const clientSecret = 'client-secret-of-the-tests'

/** The documented sample answer, with an agent's link into the conversation of the tests. */
export const okAnswer = {
  status: 'OK',
  accountID: 4142,
  agentID: 3142,
  server: 'online',
  inbox_id: 12,
  conversation_id: 165,
  login: 'https://online.99digital.co.il/app/login?email=a%40b.c&sso_auth_token=link-secret-of-the-tests',
}

/**
 * A vendor with scripted answers, for those that the simulator does not give. Calls for an access token take from `tokens`, others
 * from `logins`; the last answer of each is repeated. Without a script every login is answered OK.
 */
export function scriptedVendor(script: { tokens?: Scripted[]; logins?: Scripted[] } = {}) {
  const calls: VendorCallRecord[] = []
  let issued = 0
  const queue = { tokens: [...(script.tokens ?? [])], logins: [...(script.logins ?? [echo])] }

  async function fetch(input: string | URL | Request, init?: RequestInit): Promise<Response> {
    const { pathname } = new URL(String(input))
    const body = JSON.parse(String(init?.body))
    const call = { path: pathname, headers: new Headers(init?.headers), body }
    calls.push(call)
    const kind = pathname.endsWith('/accessToken') ? 'tokens' : 'logins'
    const answers = queue[kind]
    const next = answers.length > 1 ? answers.shift() : answers[0]
    if (typeof next === 'function') return next(call)
    if (next instanceof Response) return next.clone()
    return Response.json(next ?? token(++issued))
  }

  return {
    fetch,
    calls,
    count: (name: string) => calls.filter(({ path }) => path.endsWith(name)).length,
  }
}

/** The documented answer, with the requested ids. */
async function echo({ body }: VendorCallRecord): Promise<Response> {
  const { conversation_id = okAnswer.conversation_id, inbox_id = okAnswer.inbox_id } = body
  return Response.json({ ...okAnswer, conversation_id, inbox_id })
}

export function token(number = 1) {
  const expiration = String(Math.floor(Date.now() / 1_000) + 3_600)
  return { access_token: `token-secret-${number}`, expiration_time: expiration, token_type: 'Bearer', reason: 1 }
}
