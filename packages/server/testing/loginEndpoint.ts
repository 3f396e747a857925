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

/** A login endpoint on a scripted vendor, with everything that it reported; all it says is scanned for secrets. */
export function loginEndpoint(
  script: { tokens?: Scripted[]; logins?: Scripted[] } = {},
  options: Partial<LoginHandlerOptions> = {},
  partnerOptions: Partial<PartnerClientOptions> = {},
) {
  const vendor = scriptedVendor(script)
  const events: LoginEvent[] = []
  const partner = createPartnerClient({ clientId: 'client', clientSecret, fetch: vendor.fetch, ...partnerOptions })
  const handle = createLoginHandler({
    partner,
    authorize: () => agent,
    onEvent: (event) => events.push(watch(event)),
    ...options,
  })
  watch([partner, handle])
  const handler = async (request: Request) => watchResponse(await handle(request))
  return { handler, partner, vendor, events }
}
