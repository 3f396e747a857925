import { loginLinkBody, problemBody } from '@conversation-frame/contract'
import { ConversationFrameError, type ConversationFrameErrorCode, type MintLink } from '@conversation-frame/react'
import { type Authorize, createLoginHandler, createPartnerClient } from '@conversation-frame/server'
import { createSimulator, type Faults, type Simulator, type SimulatorOptions } from '@conversation-frame/simulator'
import { serveWorkspace } from './serveWorkspace.js'

/** What a story sets up at the vendor or at the login endpoint. */
export interface StageOptions {
  simulator?: SimulatorOptions
  faults?: Faults
  /** Milliseconds that the login endpoint takes, beside the vendor. @default 0 */
  delay?: number
  /** Decides as a host would. @default everybody may open everything */
  authorize?: Authorize
  /** The login endpoint refuses with this, as an endpoint on any other stack might. */
  problem?: { code: ConversationFrameErrorCode; retryAfterSeconds?: number }
  /** The login endpoint cannot be reached. */
  unreachable?: boolean
  /** Where links lead: into the workspace, to something that never loads, or to an origin that nobody named. @default 'workspace' */
  leadsTo?: 'workspace' | 'nothing' | 'foreign'
}

/** A vendor and a login endpoint of one story, both in this page. */
export interface Stage {
  simulator: Simulator
  endpoint: MintLink
  /** Only links into this page's own site; the second name keeps the logins of different stories out of each other's queue. */
  loginOrigins: string[]
}

let stages = 0

/** Sets up the real login handler in front of a simulated vendor. No server takes part. */
export function createStage(options: StageOptions = {}): Stage {
  const simulator = createSimulator({ language: 'en', ...options.simulator })
  simulator.faults.set(options.faults ?? {})
  const handler = createLoginHandler({
    partner: createPartnerClient({
      clientId: 'demo-client',
      clientSecret: 'demo-secret',
      baseUrl: 'https://partners.vendor.localhost',
      loginOrigins: ['https://{server}.vendor.localhost'],
      fetch: (input, init) => simulator.partner(new Request(input, init)),
    }),
    authorize: options.authorize ?? (async () => ({ userId: 'u1', accountId: 4142, agentId: 3142, server: 'online' })),
    limiter: false,
    // The stories of failures mean them.
    onEvent: () => {},
  })
  const addressOf = serveWorkspace(simulator)

  return {
    simulator,
    loginOrigins: [window.location.origin, `https://stage-${++stages}.vendor.localhost`],
    async endpoint(target, { signal }) {
      await new Promise((resolve) => setTimeout(resolve, options.delay ?? 0))
      if (options.unreachable) throw new TypeError('The network is down, as far as this story is concerned.')
      const { problem } = options
      if (problem) throw new ConversationFrameError(problem.code, 'This story refuses.', problem)
      const response = await handler(new Request('https://dashboard.localhost/', { ...json(target), signal }))
      if (!response.ok) throw await asError(response)
      const body = loginLinkBody.parse(await response.json())
      return { ...body, url: leadTo(options.leadsTo ?? 'workspace', addressOf(new URL(body.url))) }
    },
  }
}

function json(body: unknown): RequestInit {
  return { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
}

/** A function as `endpoint` reads the problem body by itself; the URL form would do it for us. */
async function asError(response: Response): Promise<ConversationFrameError> {
  const { code, title, retryAfterSeconds } = problemBody.parse(await response.json())
  return new ConversationFrameError(code, title, { retryAfterSeconds })
}

function leadTo(place: 'workspace' | 'nothing' | 'foreign', workspace: URL): string {
  if (place === 'foreign') return 'https://elsewhere.example/app/login'
  // A download that the sandbox forbids: the frame is left waiting, as with a server that never answers.
  return place === 'nothing' ? new URL(`nothing.zip?${crypto.randomUUID()}`, workspace).href : workspace.href
}
