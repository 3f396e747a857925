/** Inserts scripts before all others of an HTML document. Other responses, and calls without scripts, are left unchanged. */
export async function insertScripts(response: Response, scripts: readonly string[]): Promise<Response> {
  if (scripts.length === 0 || !response.headers.get('content-type')?.startsWith('text/html')) return response
  const html = await response.text()
  const headers = new Headers(response.headers)
  headers.delete('content-length')
  // With a nonce in the page's policy these scripts run too. A policy that allows no inline script blocks them.
  const nonce = /'nonce-([^']+)'/.exec(headers.get('content-security-policy') ?? '')?.[1]
  const opening = nonce ? `<script nonce="${nonce}">` : '<script>'
  const elements = scripts.map(
    (source) => `${opening}document.currentScript.remove();${source.replaceAll('</script', '<\\/script')}</script>`,
  )
  const { status, statusText } = response
  return new Response(
    html.replace(documentStart, (start) => start + elements.join('')),
    { status, statusText, headers },
  )
}

const documentStart = /^\s*(?:<!doctype[^>]*>)?\s*(?:<html[^>]*>)?\s*(?:<head[^>]*>)?/i
