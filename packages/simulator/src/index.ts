export type { ChatConnection, ChatRequest } from './chat/openChat.js'
export { type ControlOptions, controlHandler } from './control/controlHandler.js'
export type { SimulatorClock } from './createClock.js'
export { createSimulator, type Simulator } from './createSimulator.js'
export type { FaultsControl } from './faults/createFaults.js'
export { type Fault, type FaultEndpoint, type Faults, faultEndpoints } from './faults/Fault.js'
export { DroppedConnection } from './faults/withFault.js'
export type {
  LedgerAccessToken,
  LedgerEvent,
  LedgerLink,
  LedgerRefusal,
  LedgerSession,
  LedgerTarget,
  LedgerTotals,
  LedgerView,
  RefusalReason,
} from './ledger/Ledger.js'
export type { RequestContext } from './RequestContext.js'
export { SimulatorError, type SimulatorErrorCode } from './SimulatorError.js'
export {
  type CookieVariant,
  type FrameOptions,
  type SimulatorOptions,
  type StorageAccess,
  stockThrottle,
  stockVendor,
  type ThrottleOptions,
} from './SimulatorOptions.js'
export { defaultSeed } from './seed/defaultSeed.js'
export type {
  Language,
  Seed,
  SeedAccount,
  SeedAgent,
  SeedContact,
  SeedConversation,
  SeedInbox,
  SeedMessage,
} from './seed/Seed.js'
