import { createSimulator } from './createSimulator.js'
import { manualTime } from './manualTime.fixture.js'
import type { RequestContext } from './RequestContext.js'
import type { SimulatorOptions } from './SimulatorOptions.js'

/** The request of the vendor's own sample. */
export const sampleTarget = {
  accountID: 4142,
  agentID: 3142,
  server: 'online',
  inbox_id: 12,
  conversation_id: 165,
  phone_number: '972501234567',
}

/** Fields of the vendor's responses; the call determines which are present. */
interface Body {
  status: string
  reason: number
  access_token: string
  conversation_id: number
  login: string
  session: string
  redirect: string
}

/** Reads the JSON of a response. */
export async function readBody(response: Promise<Response>): Promise<Body> {
  return (await (await response).json()) as Body
}

const partnerOrigin = 'https://partners.vendor.example'
const workspaceOrigin = 'https://online.vendor.example'

/** A simulator on a manual clock, with the calls that tests make. */
export function testVendor(options: SimulatorOptions = {}) {
  const time = manualTime()
  const simulator = createSimulator({
    now: time.now,
    schedule: time.schedule,
    partnerOrigin,
    workspaceOrigin,
    ...options,
  })

  const call = (path: string, body: unknown, init: RequestInit = {}, context?: RequestContext) =>
    simulator.partner(
      new Request(`${partnerOrigin}${path}`, {
        method: 'POST',
        body: typeof body === 'string' ? body : JSON.stringify(body),
        ...init,
      }),
      context,
    )
  const askToken = (body: unknown = { client_id: 'demo-client', client_secret: 'demo-secret' }, ip = '192.0.2.1') =>
    call('/api/settings/accessToken', body, {}, { ip })
  const bearer = async () => ({ authorization: `Bearer ${(await readBody(askToken())).access_token}` })
  const askLogin = async (body: unknown = sampleTarget, endpoint = 'loginConversation') =>
    call(`/api/online/${endpoint}`, body, { headers: await bearer() })
  /** Mints a link and returns its parts. */
  const mint = async (body: unknown = sampleTarget, endpoint?: string) => {
    const { login } = await readBody(askLogin(body, endpoint))
    const url = new URL(login)
    const email = url.searchParams.get('email') ?? ''
    return { url, email, sso_auth_token: url.searchParams.get('sso_auth_token') ?? '' }
  }

  const visit = (path: string | URL, init: RequestInit = {}, context?: RequestContext) =>
    simulator.workspace(new Request(new URL(path, workspaceOrigin), init), context)
  const signIn = (fields: unknown, ip = '192.0.2.1') =>
    visit('/auth/sign_in', { method: 'POST', body: JSON.stringify(fields) }, { ip })
  /** Mints and redeems a link. Returns the headers of a signed-in browser and the page's next URL. */
  const logIn = async (body: unknown = sampleTarget, endpoint?: string) => {
    const { email, sso_auth_token } = await mint(body, endpoint)
    const { session, redirect } = await readBody(signIn({ email, sso_auth_token }))
    return { headers: { cookie: `theme=dark; cw_d_session_info=${session}` }, redirect, session }
  }

  return { simulator, time, call, askToken, bearer, askLogin, mint, visit, signIn, logIn }
}
