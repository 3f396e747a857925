import { checkHostName } from '../access/checkHostName.js'
import { createHostCheck } from '../access/createHostCheck.js'
import { isForeignPage } from '../access/isForeignPage.js'
import { type Refusal, refusalResponse } from '../access/Refusal.js'
import type { Simulator } from '../createSimulator.js'
import { SimulatorError } from '../SimulatorError.js'
import { checkOrigin } from '../SimulatorOptions.js'
import { ledgerStream } from './ledgerStream.js'

/** Who may use the control API. */
export interface ControlOptions {
  /**
   * Origins of the pages that may use it, in addition to pages of its own origin: `['http://localhost:6006']`. Programs that
   * are not browsers always may. @default []
   */
  origins?: readonly string[]
  /** Like the simulator's own option. @default [] */
  allowedHosts?: readonly string[]
}

/**
 * A JSON API for a simulator, for tests and demo panels in other processes. Only the last one or two segments of the path
 * matter.
 *
 * `GET …/ledger` · `GET …/ledger/events` (server-sent events) · `POST …/ledger/clear` · `GET`, `PUT` (replace), `PATCH`
 * (add), `DELETE …/faults` · `GET …/clock` · `POST …/clock/advance` with `{ "ms": 300000 }`
 */
export function controlHandler(
  simulator: Simulator,
  { origins = [], allowedHosts = [] }: ControlOptions = {},
): (request: Request) => Promise<Response> {
  for (const origin of origins) checkOrigin('origins', origin)
  for (const host of allowedHosts) checkHostName('allowedHosts', host)
  const hosts = createHostCheck(allowedHosts, () => [])
  return async (request) => {
    const refusal = hosts.refuse(request) ?? refusePage(request, origins)
    if (refusal) return refusalResponse(refusal)
    const response =
      request.method === 'OPTIONS' ? new Response(null, { status: 204 }) : await answer(simulator, request)
    const origin = request.headers.get('origin')
    if (origin !== null) response.headers.set('access-control-allow-origin', origin)
    response.headers.set('access-control-allow-methods', 'GET, POST, PUT, PATCH, DELETE')
    response.headers.set('access-control-allow-headers', 'content-type')
    response.headers.set('cache-control', 'no-store')
    response.headers.set('vary', 'Origin')
    return response
  }
}

function refusePage(request: Request, origins: readonly string[]): Refusal | undefined {
  if (!isForeignPage(request, origins)) return undefined
  const origin = request.headers.get('origin') ?? 'https://its.origin'
  const name = URL.canParse(origin) ? new URL(origin).origin : 'null'
  const message = `Pages of ${name} may not use the control API. Allow their origin with --control-origin ${name}, or in the option controlOrigins (in controlHandler: origins).`
  return { status: 403, message }
}

async function answer(simulator: Simulator, request: Request): Promise<Response> {
  const words = new URL(request.url).pathname.split('/').filter(Boolean)
  for (const path of [words.slice(-2).join('/'), words.slice(-1).join('/')]) {
    const route = routes.get(`${request.method} ${path}`)
    if (!route) continue
    try {
      return await route(simulator, request)
    } catch (error) {
      if (!(error instanceof SimulatorError)) throw error
      return Response.json({ error: error.message }, { status: 400 })
    }
  }
  return Response.json({ error: `Not one of: ${[...routes.keys()].join(', ')}.` }, { status: 404 })
}

type Route = (simulator: Simulator, request: Request) => Response | Promise<Response>

const faults = ({ faults: { current } }: Simulator) => Response.json(current())
const ledger = ({ ledger: { totals, links, accessTokens, sessions } }: Simulator) =>
  Response.json({ totals: totals(), links: links(), accessTokens: accessTokens(), sessions: sessions() })

const routes = new Map<string, Route>([
  ['GET ledger', ledger],
  ['GET ledger/events', (simulator) => ledgerStream(simulator.ledger)],
  [
    'POST ledger/clear',
    (simulator) => {
      simulator.ledger.clear()
      return ledger(simulator)
    },
  ],
  ['GET faults', faults],
  [
    'PUT faults',
    async (simulator, request) => {
      const before = simulator.faults.current()
      const wanted = await readObject(request)
      simulator.faults.clear()
      try {
        simulator.faults.set(wanted)
      } catch (error) {
        simulator.faults.set(before)
        throw error
      }
      return faults(simulator)
    },
  ],
  [
    'PATCH faults',
    async (simulator, request) => {
      simulator.faults.set(await readObject(request))
      return faults(simulator)
    },
  ],
  [
    'DELETE faults',
    (simulator) => {
      simulator.faults.clear()
      return faults(simulator)
    },
  ],
  ['GET clock', ({ clock }) => Response.json({ now: clock.now() })],
  [
    'POST clock/advance',
    async ({ clock }, request) => {
      const { ms } = await readObject(request)
      clock.advance(typeof ms === 'number' ? ms : Number.NaN)
      return Response.json({ now: clock.now() })
    },
  ],
])

async function readObject(request: Request): Promise<Record<string, unknown>> {
  const body: unknown = await request.json().catch(() => undefined)
  if (typeof body === 'object' && body !== null && !Array.isArray(body)) return { ...body }
  throw new SimulatorError('invalid_option', 'The body must be a JSON object.')
}
