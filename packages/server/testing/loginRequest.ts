export const endpointUrl = 'https://dashboard.example/api/conversation-login'

export const target = { conversationId: 165, phoneNumber: '+972 50-123-4567' }

/** A request of a page on the endpoint's own origin. A header that is `null` is omitted. */
export function loginRequest(
  change: { body?: unknown; headers?: Record<string, string | null>; method?: string; signal?: AbortSignal } = {},
): Request {
  const headers = new Headers({ 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' })
  for (const [name, value] of Object.entries(change.headers ?? {})) {
    if (value === null) headers.delete(name)
    else headers.set(name, value)
  }
  const { body = target, method = 'POST', signal } = change
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  const hasBody = method !== 'GET' && method !== 'HEAD' && method !== 'OPTIONS'
  return new Request(endpointUrl, {
    method,
    headers,
    ...(signal ? { signal } : {}),
    ...(hasBody ? { body: text } : {}),
  })
}
