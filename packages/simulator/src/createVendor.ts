import { createHostCheck, type HostCheck } from './access/createHostCheck.js'
import { type Chat, createChat } from './chat/createChat.js'
import { createClock, type SimulatorClock } from './createClock.js'
import { createDirectory, type Directory } from './createDirectory.js'
import { createLoginLinks, type LoginLinks } from './createLoginLinks.js'
import { createSessions, type Sessions } from './createSessions.js'
import { createThrottle, type Throttle } from './createThrottle.js'
import { createFaults, type FaultsState } from './faults/createFaults.js'
import { createLedger, type Ledger } from './ledger/createLedger.js'
import { type AccessTokens, createAccessTokens } from './partner/createAccessTokens.js'
import { type ResolvedOptions, resolveOptions, type SimulatorOptions } from './SimulatorOptions.js'

/** The state that the partner API and the workspace share. */
export interface Vendor {
  options: ResolvedOptions
  clock: SimulatorClock
  directory: Directory
  ledger: Ledger
  faults: FaultsState
  accessTokens: AccessTokens
  links: LoginLinks
  throttle: Throttle
  sessions: Sessions
  chat: Chat
  hosts: HostCheck
  /** The origins of the two halves. A server on a free port knows its origin only once it listens. */
  origins: { partner: string; workspace: (server: string) => string }
  /** The origin of each account's workspace. */
  workspaceOrigins(): string[]
}

/** Creates the vendor's state. */
export function createVendor(given: SimulatorOptions): Vendor {
  const options = resolveOptions(given)
  const clock = createClock(options.now)
  const directory = createDirectory(options.seed, clock.now)
  const ledger = createLedger(clock.now)
  const faults = createFaults(options)
  const origins = { partner: options.partnerOrigin, workspace: options.workspaceOrigin }
  const workspaceOrigins = () => options.seed.accounts.map(({ server }) => origins.workspace(server))
  return {
    options,
    clock,
    directory,
    ledger,
    faults,
    accessTokens: createAccessTokens(options, clock.now, ledger),
    links: createLoginLinks(options.linkLife, clock.now, ledger),
    throttle: createThrottle(clock.now),
    sessions: createSessions(() => faults.setting('sessionCap'), clock.now, ledger),
    chat: createChat(directory, options),
    hosts: createHostCheck(options.allowedHosts, () => [origins.partner, ...workspaceOrigins()]),
    origins,
    workspaceOrigins,
  }
}
