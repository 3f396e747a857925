import { type ChatConnection, type ChatRequest, openChat } from './chat/openChat.js'
import type { SimulatorClock } from './createClock.js'
import { createVendor, type Vendor } from './createVendor.js'
import type { FaultsControl } from './faults/createFaults.js'
import type { LedgerView } from './ledger/Ledger.js'
import { createPartnerApi } from './partner/createPartnerApi.js'
import type { RequestContext } from './RequestContext.js'
import { checkOrigin, type SimulatorOptions } from './SimulatorOptions.js'
import { createWorkspace } from './workspace/createWorkspace.js'

/** A simulated vendor. */
export interface Simulator {
  /** The partner API: `/api/settings/accessToken`, `/api/online/loginConversation`, `/api/online/loginAgent`, on any origin. */
  partner(request: Request, context?: RequestContext): Promise<Response>
  /** The workspace: login page, redemption, conversations, live events. */
  workspace(request: Request, context?: RequestContext): Promise<Response>
  ledger: LedgerView
  faults: FaultsControl
  clock: SimulatorClock
  /** Where the two halves are reached, when that is known only later. `live`: how pages get new messages. @default 'events' */
  reachedAt(at: {
    partnerOrigin?: string
    workspaceOrigin?: string | ((server: string) => string)
    live?: 'socket' | 'events'
  }): void
  /** For hosts with their own sockets: returns an open conversation, or `undefined` without a session for it. */
  openChat(request: ChatRequest): ChatConnection | undefined
}

/** Creates a vendor with its own state. Throws a `SimulatorError` for an invalid option or seed. */
export function createSimulator(options: SimulatorOptions = {}): Simulator {
  return simulatorOf(createVendor(options))
}

/** The public API of a vendor. */
export function simulatorOf(vendor: Vendor): Simulator {
  let live: 'socket' | 'events' = 'events'
  return {
    partner: createPartnerApi(vendor),
    workspace: createWorkspace(vendor, () => live),
    ledger: vendor.ledger.view,
    faults: { set: vendor.faults.set, clear: vendor.faults.clear, current: vendor.faults.current },
    clock: vendor.clock,
    reachedAt({ partnerOrigin, workspaceOrigin, live: changed }) {
      if (partnerOrigin) {
        checkOrigin('partnerOrigin', partnerOrigin)
        vendor.origins.partner = partnerOrigin
      }
      if (typeof workspaceOrigin === 'string') {
        checkOrigin('workspaceOrigin', workspaceOrigin)
        vendor.origins.workspace = () => workspaceOrigin
      } else if (workspaceOrigin) vendor.origins.workspace = workspaceOrigin
      live = changed ?? live
    },
    openChat: (request) => openChat(vendor, request),
  }
}
