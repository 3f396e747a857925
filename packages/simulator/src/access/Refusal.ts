/** Why a request is refused. The message names the flag and the option that would allow it. */
export interface Refusal {
  status: 403 | 421
  message: string
}

/** The refusal as plain text, which no browser treats as a page or a script. */
export function refusalResponse({ status, message }: Refusal): Response {
  const headers = { 'content-type': 'text/plain; charset=utf-8', 'x-content-type-options': 'nosniff' }
  return new Response(`${message}\n`, { status, headers })
}
