import { html, raw } from 'hono/html'
import { randomHex } from '../randomHex.js'
import type { FrameOptions } from '../SimulatorOptions.js'
import type { Language } from '../seed/Seed.js'
import { styles } from './styles.js'
import { texts } from './texts.js'

/** A piece of a page. Inserted values are escaped. */
export type Html = ReturnType<typeof html>

/** The parts of a workspace document. */
export interface Page {
  language: Language
  title: string
  body: Html
  /** Runs as a module, after the body. */
  script?: string
  /** JSON data for the script, in `#config`. */
  config?: Record<string, unknown>
}

/** Returns a whole document without external resources. Only elements with this response's nonce may be inline. */
export async function pageResponse(
  page: Page,
  { frameOptions, host, status = 200 }: { frameOptions: FrameOptions; host: string; status?: number },
): Promise<Response> {
  const nonce = randomHex(16)
  const headers = new Headers({
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'referrer-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
    vary: 'Accept-Language, Cookie',
  })
  setPolicies(headers, nonce, frameOptions, host)
  return new Response(String(await document(page, nonce)), { status, headers })
}

function document({ language, title, body, script, config }: Page, nonce: string): Html {
  // A `<` in the data must not close the element.
  const json = JSON.stringify(config ?? {}).replaceAll('<', '\\u003c')
  return html`<!doctype html>
<html lang="${language}" dir="${texts[language].direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<link rel="icon" href="data:,">
<style nonce="${nonce}">${raw(styles)}</style>
</head>
<body>
${body}
<noscript><p class="notice">${texts[language].scriptNeeded}</p></noscript>
${
  script &&
  html`<script type="application/json" id="config">${raw(json)}</script>
<script type="module" nonce="${nonce}">${raw(script)}</script>`
}
</body>
</html>`
}

function setPolicies(headers: Headers, nonce: string, frameOptions: FrameOptions, host: string): void {
  const policies = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src 'nonce-${nonce}'`,
    // 'self' does not cover sockets in every browser.
    `connect-src 'self' ws://${host} wss://${host}`,
    'img-src data:',
    "form-action 'self'",
    "base-uri 'none'",
  ]
  if (Array.isArray(frameOptions)) policies.push(`frame-ancestors ${frameOptions.join(' ') || "'none'"}`)
  else if (frameOptions !== 'allow') headers.set('x-frame-options', frameOptions.toUpperCase())
  headers.set('content-security-policy', policies.join('; '))
}
