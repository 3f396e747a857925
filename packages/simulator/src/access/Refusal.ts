/** Why a request is not answered. The message tells the developer which flag and which option would change that. */
export interface Refusal {
  status: 403 | 421
  message: string
}

/** The refusal as plain text, which no browser takes for a page or a script. */
export function refusalResponse({ status, message }: Refusal): Response {
  const headers = { 'content-type': 'text/plain; charset=utf-8', 'x-content-type-options': 'nosniff' }
  return new Response(`${message}\n`, { status, headers })
}
