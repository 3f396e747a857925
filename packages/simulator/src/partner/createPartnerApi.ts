import { isForeignPage } from '../access/isForeignPage.js'
import { type Refusal, refusalResponse } from '../access/Refusal.js'
import type { Vendor } from '../createVendor.js'
import type { Fault, FaultEndpoint } from '../faults/Fault.js'
import { withFault } from '../faults/withFault.js'
import type { RequestContext } from '../RequestContext.js'
import { answerAccessToken } from './answerAccessToken.js'
import { answerLogin, type LoginEndpoint } from './answerLogin.js'
import { type PartnerBody, partnerResponse } from './partnerResponse.js'

const endpoints = new Map<string, Extract<FaultEndpoint, 'accessToken' | LoginEndpoint>>([
  ['/api/settings/accessToken', 'accessToken'],
  ['/api/online/loginConversation', 'loginConversation'],
  ['/api/online/loginAgent', 'loginAgent'],
])

const foreignPage: Refusal = {
  status: 403,
  message:
    'The partner API is for servers. Pages of other origins may not call it: keep its URL and credentials on a server.',
}

/** The vendor's partner API as a fetch handler. */
export function createPartnerApi(vendor: Vendor): (request: Request, context?: RequestContext) => Promise<Response> {
  return async (request, context) => {
    const refusal = vendor.hosts.refuse(request) ?? (isForeignPage(request, [vendor.origins.partner]) && foreignPage)
    if (refusal) return refusalResponse(refusal)
    const endpoint = endpoints.get(new URL(request.url).pathname)
    if (!endpoint) return partnerResponse({ status: 'FAIL', message: 'Not Found' }, { status: 404 })
    const fault = vendor.faults.take(endpoint)
    return withFault(request, fault, vendor.options.schedule, async () => {
      const body = await answer(vendor, endpoint, request, context?.ip ?? '127.0.0.1', fault)
      return partnerResponse(body, fault)
    })
  }
}

async function answer(
  vendor: Vendor,
  endpoint: 'accessToken' | LoginEndpoint,
  request: Request,
  ip: string,
  fault: Fault | undefined,
): Promise<PartnerBody> {
  if (fault?.reason !== undefined) return { status: 'FAIL', reason: fault.reason }
  if (request.method !== 'POST') return { status: 'FAIL', reason: 13 }
  if (endpoint === 'accessToken') return answerAccessToken(vendor, await readObject(request), ip, fault)
  if (!vendor.accessTokens.accepts(request.headers.get('authorization'))) return { status: 'FAIL', reason: 3 }
  return answerLogin(vendor, endpoint, await readObject(request), fault)
}

/** A body that is not a JSON object has no fields: the first missing one determines the reason. */
async function readObject(request: Request): Promise<Record<string, unknown>> {
  try {
    const body: unknown = JSON.parse(await request.text())
    return typeof body === 'object' && body !== null && !Array.isArray(body) ? { ...body } : {}
  } catch {
    return {}
  }
}
