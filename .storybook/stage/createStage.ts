import { loginLinkBody, problemBody } from '@conversation-frame/contract'
import { ConversationFrameError, type ConversationFrameErrorCode, type MintLink } from '@conversation-frame/react'
import { type Authorize, createLoginHandler, createPartnerClient } from '@conversation-frame/server'
import { createSimulator, type Faults, type Simulator, type SimulatorOptions } from '@conversation-frame/simulator'
import { serveWorkspace } from './serveWorkspace.js'

/** A story's settings for the vendor and the login endpoint. */
export interface StageOptions {
  simulator?: SimulatorOptions
  faults?: Faults
  /** Delay of the login endpoint in milliseconds, in addition to the vendor's. @default 0 */
  delay?: number
  /** The host's decision. @default all users may open all conversations */
  authorize?: Authorize
  /** The login endpoint refuses with this problem. */
  problem?: { code: ConversationFrameErrorCode; retryAfterSeconds?: number }
  /** The login endpoint is unreachable. */
  unreachable?: boolean
  /** What a link opens: the workspace, a page that never loads, or an origin that is not allowed. @default 'workspace' */
  leadsTo?: 'workspace' | 'nothing' | 'foreign'
}

/** One story's vendor and login endpoint, both in this page. */
export interface Stage {
  simulator: Simulator
  endpoint: MintLink
  /** The page's own origin. The second name is unique, so that the logins of different stories do not share a queue. */
  loginOrigins: string[]
}

let stages = 0

/** Connects the real login handler to a simulated vendor, without a server. */
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
    // Some stories fail on purpose.
    onEvent: () => {},
  })
  const toPageUrl = serveWorkspace(simulator)

  return {
    simulator,
    loginOrigins: [window.location.origin, `https://stage-${++stages}.vendor.localhost`],
    async endpoint(target, { signal }) {
      await new Promise((resolve) => setTimeout(resolve, options.delay ?? 0))
      if (options.unreachable) throw new TypeError('This story simulates a network failure.')
      const { problem } = options
      if (problem) throw new ConversationFrameError(problem.code, 'This story refuses the request.', problem)
      const response = await handler(new Request('https://dashboard.localhost/', { ...json(target), signal }))
      if (!response.ok) throw await asError(response)
      const body = loginLinkBody.parse(await response.json())
      return { ...body, url: leadTo(options.leadsTo ?? 'workspace', toPageUrl(new URL(body.url))) }
    },
  }
}

function json(body: unknown): RequestInit {
  return { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
}

/** An `endpoint` function must read the problem body itself; the URL form does it automatically. */
async function asError(response: Response): Promise<ConversationFrameError> {
  const { code, title, retryAfterSeconds } = problemBody.parse(await response.json())
  return new ConversationFrameError(code, title, { retryAfterSeconds })
}

function leadTo(destination: 'workspace' | 'nothing' | 'foreign', workspace: URL): string {
  if (destination === 'foreign') return 'https://elsewhere.example/app/login'
  // The sandbox forbids this download, so the frame waits as for a server that never answers.
  return destination === 'nothing' ? new URL(`nothing.zip?${crypto.randomUUID()}`, workspace).href : workspace.href
}
