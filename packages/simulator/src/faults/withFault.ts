import type { ResolvedOptions } from '../SimulatorOptions.js'
import type { Fault } from './Fault.js'

/**
 * Answers for a fault that replaces the whole response. Otherwise runs `answer`, which applies the rest of
 * the fault (reasons, shapes, broken bodies).
 */
export async function withFault(
  request: Request,
  fault: Fault | undefined,
  schedule: ResolvedOptions['schedule'],
  answer: () => Response | Promise<Response>,
): Promise<Response> {
  if (!fault) return answer()
  if (fault.delay) await wait(fault.delay, request.signal, schedule)
  if (fault.hang) await hang(request.signal)
  if (fault.drop) throw new DroppedConnection()
  if (fault.status !== undefined && fault.reason === undefined) return errorPage(fault.status, fault.retryAfter)
  if (fault.body === 'html') return htmlPage(200, 'Scheduled maintenance')
  if (fault.body === 'empty') return new Response(null, { status: 200 })
  return answer()
}

/** A broken connection. It extends `TypeError`, because `fetch` rejects with that. */
export class DroppedConnection extends TypeError {
  override readonly name = 'DroppedConnection'

  constructor() {
    super('The simulated vendor dropped the connection.')
  }
}

function wait(ms: number, signal: AbortSignal, schedule: ResolvedOptions['schedule']): Promise<void> {
  return new Promise((resolve, reject) => {
    const cancel = schedule(resolve, ms)
    signal.addEventListener('abort', () => {
      cancel()
      reject(signal.reason)
    })
  })
}

function hang(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason))
  })
}

function errorPage(status: number, retryAfter: number | undefined): Response {
  if (hasNoBody(status)) return new Response(null, { status })
  const response = htmlPage(status, status === 429 ? 'Retry later' : `Error ${status}`)
  if (retryAfter !== undefined) response.headers.set('retry-after', String(retryAfter))
  return response
}

/** Statuses whose responses cannot have a body. */
export function hasNoBody(status: number): boolean {
  return [204, 205, 304].includes(status)
}

function htmlPage(status: number, text: string): Response {
  return new Response(`<!doctype html><html lang="en"><title>${text}</title><h1>${text}</h1></html>`, {
    status,
    headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' },
  })
}
