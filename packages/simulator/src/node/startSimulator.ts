import { isIPv6 } from 'node:net'
import { checkHostName } from '../access/checkHostName.js'
import { type ControlOptions, controlHandler } from '../control/controlHandler.js'
import { type Simulator, simulatorOf } from '../createSimulator.js'
import { createVendor } from '../createVendor.js'
import type { SimulatorOptions } from '../SimulatorOptions.js'
import { acceptChatSockets } from './acceptChatSockets.js'
import { type Handler, listen } from './listen.js'

/** The options of the servers, in addition to the simulator's own. */
export interface StartSimulatorOptions extends SimulatorOptions {
  /**
   * The name in the URLs. Browsers resolve `*.localhost` (Node does not), so `vendor.localhost` is a separate site
   * without any setup. @default 'localhost'
   */
  host?: string
  /** The address to listen on. @default 127.0.0.1, and ::1 if the machine has it */
  bind?: string
  /** @default 0, a free port */
  partnerPort?: number
  /** @default 0, a free port */
  workspacePort?: number
  /** PEM strings. Serves HTTPS. */
  tls?: { key: string | Buffer; cert: string | Buffer }
  /** Serves the control API under `/control` of the partner server. @default false */
  control?: boolean
  /** Origins of pages that may use the control API, in addition to its own: `['http://localhost:6006']`. @default [] */
  controlOrigins?: readonly string[]
}

/** A simulator behind real servers. */
export interface RunningSimulator extends AsyncDisposable {
  simulator: Simulator
  /** Without a trailing slash, like the other two. */
  partnerUrl: string
  workspaceUrl: string
  /** `undefined` unless `control` is set. */
  controlUrl: string | undefined
  /** Stops the servers and closes every connection. Can be called twice. */
  stop(): Promise<void>
}

/** Starts the partner API and the workspace on two ports. Workspace pages receive new messages over a WebSocket. */
export async function startSimulator(options: StartSimulatorOptions = {}): Promise<RunningSimulator> {
  const { host = 'localhost', bind, partnerPort = 0, workspacePort = 0, tls, control = false, ...rest } = options
  const allowedHosts = hostNamesOf(options)
  const vendor = createVendor({ ...rest, allowedHosts })
  const simulator = simulatorOf(vendor)
  const handler = control ? withControl(simulator, controlOptions(options, allowedHosts)) : simulator.partner
  const partner = await listen(handler, { port: partnerPort, bind, tls })
  const workspace = await listen(simulator.workspace, { port: workspacePort, bind, tls }).catch(
    async (error: unknown) => {
      await partner.stop()
      throw error
    },
  )
  const stopSockets = acceptChatSockets(workspace.servers, vendor)
  const scheme = tls ? 'https' : 'http'
  const partnerUrl = `${scheme}://${host}:${partner.port}`
  const workspaceUrl = `${scheme}://${host}:${workspace.port}`
  simulator.reachedAt({
    partnerOrigin: rest.partnerOrigin ?? partnerUrl,
    workspaceOrigin: rest.workspaceOrigin ?? workspaceUrl,
    live: 'socket',
  })
  const stop = async () => {
    stopSockets()
    await Promise.all([partner.stop(), workspace.stop()])
  }
  const controlUrl = control ? `${partnerUrl}/control` : undefined
  return { simulator, partnerUrl, workspaceUrl, controlUrl, stop, [Symbol.asyncDispose]: stop }
}

/** The allowed names in a `Host` header: those of the options, and of the address to listen on. */
function hostNamesOf({ host, bind, allowedHosts = [] }: StartSimulatorOptions): string[] {
  const address = bind !== undefined && isIPv6(bind) ? `[${bind.replace(/%.*/, '')}]` : bind
  for (const [option, name] of Object.entries({ host, bind: address }))
    if (name !== undefined) checkHostName(option, name)
  return [host, address, ...allowedHosts].filter((name) => name !== undefined)
}

/** A proxy in front has its own name and origin. */
function controlOptions(
  { partnerOrigin, controlOrigins = [] }: StartSimulatorOptions,
  allowedHosts: readonly string[],
): ControlOptions {
  if (partnerOrigin === undefined) return { origins: controlOrigins, allowedHosts }
  return {
    origins: [...controlOrigins, partnerOrigin],
    allowedHosts: [...allowedHosts, new URL(partnerOrigin).hostname],
  }
}

function withControl(simulator: Simulator, options: ControlOptions): Handler {
  const handleControl = controlHandler(simulator, options)
  return (request, context) => {
    const isControl = new URL(request.url).pathname.startsWith('/control/')
    return isControl ? handleControl(request) : simulator.partner(request, context)
  }
}
