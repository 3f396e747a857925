import type { RequestListener } from 'node:http'
import { defaultSeed, type Simulator } from '@conversation-frame/simulator'
import { type RunningSimulator, type StartSimulatorOptions, startSimulator } from '@conversation-frame/simulator/node'
import { getRequestListener } from '@hono/node-server'
import { type BackendOptions, createBackend } from './server/createBackend.js'
import { createFrontend, type Frontend } from './server/createFrontend.js'
import { demoSettings } from './server/demoSettings.js'
import { guardListeners } from './server/guardListeners.js'
import { listenOnLoopback } from './server/listenOnLoopback.js'
import type { Configuration } from './server/readConfiguration.js'

export interface StartDashboardOptions extends Configuration {
  /** Options of the simulator that replaces the vendor. */
  simulatorOptions?: StartSimulatorOptions
  /** @default createFrontend, which compiles the source on each request */
  frontend?: () => Promise<Frontend>
}

/** A running dashboard. */
export interface RunningDashboard extends AsyncDisposable {
  /** Its URL, without a trailing slash. */
  url: string
  /** Absent with the real vendor. */
  simulator: Simulator | undefined
  /** Stops the servers and closes every connection. Can be called twice. */
  stop(): Promise<void>
}

/**
 * Starts the dashboard, and the simulator unless a vendor is configured.
 *
 * Both use `localhost`, on two ports. These are two origins on one site, which works in every stock browser over plain
 * HTTP. Two names such as `host.localhost` and `vendor.localhost` would be two sites: browsers would refuse the
 * vendor's session cookie without HTTPS, and Safari does not resolve them. On one site the stock engine's own cookie, without
 * attributes, is kept. Safari does not keep `Secure` ones.
 */
export async function startDashboard(options: StartDashboardOptions): Promise<RunningDashboard> {
  const simulated = options.vendor ? undefined : await startSimulator({ cookie: 'lax', ...options.simulatorOptions })
  const stops: (() => unknown)[] = [() => simulated?.stop()]
  const stop = async () => {
    for (const each of stops.splice(0).reverse()) await each()
  }
  try {
    const wiring = simulated ? simulatedVendor(simulated, options.simulatorOptions) : realVendor(options.vendor)
    const backend = createBackend(wiring)
    stops.push(backend.stop)
    const frontend = await (options.frontend ?? createFrontend)()
    stops.push(() => frontend.close())
    const request = route(backend.fetch, frontend.request, wiring.loginOrigins)
    const { port, close } = await listenOnLoopback(
      guardListeners({ ...frontend, request }, options.allowedHosts),
      options.port,
    )
    stops.push(close)
    return { url: `http://localhost:${port}`, simulator: simulated?.simulator, stop, [Symbol.asyncDispose]: stop }
  } catch (error) {
    await stop()
    throw error
  }
}

function simulatedVendor(
  { simulator, partnerUrl, workspaceUrl }: RunningSimulator,
  { clientId = 'demo-client', clientSecret = 'demo-secret', seed = defaultSeed }: StartSimulatorOptions = {},
): BackendOptions {
  const loginOrigins = [workspaceUrl]
  const partner = { clientId, clientSecret, baseUrl: partnerUrl, loginOrigins }
  return { partner, settings: demoSettings(seed), loginOrigins, simulator }
}

function realVendor(vendor: Configuration['vendor']): BackendOptions {
  if (!vendor) throw new TypeError('There is neither a vendor nor a simulator.')
  const { clientId, clientSecret, settings } = vendor
  const { baseUrl, loginOrigins: patterns = ['https://{server}.99digital.co.il'], accounts } = settings
  const partner = { clientId, clientSecret, loginOrigins: patterns, ...(baseUrl && { baseUrl }) }
  const all = accounts.flatMap(({ server }) => patterns.map((pattern) => pattern.replace('{server}', server)))
  return { partner, settings, loginOrigins: [...new Set(all)] }
}

/** The backend handles `/api`, the front end everything else. */
function route(
  api: ReturnType<typeof createBackend>['fetch'],
  frontend: Frontend['request'],
  loginOrigins: readonly string[],
): RequestListener {
  const backend = getRequestListener(api, { overrideGlobalObjects: false })
  // A host with conversation frames should send these headers: it frames only the vendor, and no page may frame it.
  const policy = `frame-src ${loginOrigins.join(' ')}; frame-ancestors 'none'; object-src 'none'; base-uri 'none'`
  return (request, response) => {
    if (request.url?.startsWith('/api/')) return void backend(request, response)
    response.setHeader('content-security-policy', policy)
    response.setHeader('x-content-type-options', 'nosniff')
    response.setHeader('referrer-policy', 'strict-origin-when-cross-origin')
    frontend(request, response)
  }
}
