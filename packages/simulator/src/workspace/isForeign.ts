/** Whether another origin's page sent a request that changes something: the cookie alone must not be enough for it. */
export function isForeign(request: Request): boolean {
  if (['GET', 'HEAD'].includes(request.method)) return false
  const site = request.headers.get('sec-fetch-site')
  if (site) return site !== 'same-origin'
  const origin = request.headers.get('origin')
  // Only the host is compared: TLS may end at a proxy in front.
  return origin !== null && (!URL.canParse(origin) || new URL(origin).host !== new URL(request.url).host)
}
