import {
  createLoginHandler,
  createPartnerClient,
  type LoginEvent,
  type LoginHandlerOptions,
  type PartnerClientOptions,
} from '../src/index.js'
import { clientSecret, type Scripted, scriptedVendor } from './scriptedVendor.js'
import { watch, watchResponse } from './secretWatch.js'

export const agent = { userId: 'u1', accountId: 4142, agentId: 3142, server: 'online' }

/**
 * A login endpoint on a scripted vendor, with its events. Everything that it outputs is scanned for secrets, except the answers of
 * `unwrapped`, which is the handler itself.
 */
export function loginEndpoint(
  script: { tokens?: Scripted[]; logins?: Scripted[] } = {},
  options: Partial<LoginHandlerOptions> = {},
  partnerOptions: Partial<PartnerClientOptions> = {},
) {
  const vendor = scriptedVendor(script)
  const events: LoginEvent[] = []
  const partner = createPartnerClient({ clientId: 'client', clientSecret, fetch: vendor.fetch, ...partnerOptions })
  const unwrapped = createLoginHandler({
    partner,
    authorize: () => agent,
    onEvent: (event) => events.push(watch(event)),
    ...options,
  })
  watch([partner, unwrapped])
  const handler = async (request: Request) => watchResponse(await unwrapped(request))
  return { handler, unwrapped, partner, vendor, events }
}
