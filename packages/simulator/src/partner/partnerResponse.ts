import type { Fault } from '../faults/Fault.js'
import { hasNoBody } from '../faults/withFault.js'

/** A body of the partner API before a fault changes its shape. */
export type PartnerBody = Record<string, string | number | undefined>

/**
 * Formats the body like the document. The document names no HTTP status for failures, so they are 200 unless a fault sets
 * another: a client has to read the body.
 */
export function partnerResponse(body: PartnerBody, fault: Fault | undefined): Response {
  const headers = new Headers({ 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' })
  if (fault?.retryAfter !== undefined) headers.set('retry-after', String(fault.retryAfter))
  const status = fault?.status ?? 200
  const text = breakBody(JSON.stringify(reshape(body, fault)), fault)
  return new Response(hasNoBody(status) ? null : text, { status, headers })
}

function reshape(body: PartnerBody, fault: Fault | undefined): PartnerBody {
  const shaped = { ...body }
  for (const [name, value] of Object.entries(body)) {
    if (fault?.ids && /id$/i.test(name) && value !== undefined) shaped[name] = String(value)
    if (name === 'status' && fault?.casing) shaped[name] = casings[fault.casing](String(value))
  }
  return shaped
}

const casings: Record<NonNullable<Fault['casing']>, (status: string) => string> = {
  upper: (status) => status.toUpperCase(),
  lower: (status) => status.toLowerCase(),
  capital: (status) => status.charAt(0).toUpperCase() + status.slice(1).toLowerCase(),
}

function breakBody(json: string, fault: Fault | undefined): string {
  if (fault?.body === 'truncated') return json.slice(0, Math.floor(json.length * 0.7))
  // A comma for a colon, as in the sample (`"inbox_id", 12`); after the first field if there is no inbox.
  if (fault?.body === 'malformed') {
    return json.includes('"inbox_id":') ? json.replace('"inbox_id":', '"inbox_id",') : json.replace(':', ',')
  }
  return json
}
