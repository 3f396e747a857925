import { type Engine, engines } from '@conversation-frame/browsers'
import type { CookieVariant } from '@conversation-frame/simulator'

export type Setting = 'allowed' | 'blocked'
/** `list`: the session is kept, and the first view ends at the list of conversations. */
export type Fate = 'kept' | 'list' | 'lost'

/** One case: the vendor's cookie, and the vendor's site. */
export interface CookieCase {
  cookie: CookieVariant
  sites: 'cross-site' | 'same-site'
}

export const cookieVariants: readonly CookieVariant[] = ['lax', 'none', 'partitioned']

export const cookieCases: readonly CookieCase[] = (['cross-site', 'same-site'] as const).flatMap((sites) =>
  cookieVariants.map((cookie) => ({ cookie, sites })),
)

export const settings: readonly Setting[] = ['allowed', 'blocked']

const introduction = `<!-- Written by \`pnpm --filter @conversation-frame/promises tables\`. Do not edit. -->

# Whether the login survives in the frame

A \`<ConversationFrame>\` opens a single-use link, and the vendor's page sets its session cookie in one of three ways. *kept*: the
conversation is shown. *lost*: the browser refuses the cookie, and the vendor shows its login form. *kept, at the list*: the cookie is kept,
but storage throws. The stock engine, and the simulator, set the cookie and then use \`localStorage\` in the same \`try\`, so the login
ends at the list of conversations. The conversation's own URL opens it, by a click in the list or by \`conversationUrl\`. In all
three cases the link is spent, and the host can neither detect nor change the outcome. A vendor that is same-site with the dashboard
(\`chat.example.com\` in \`app.example.com\`) works everywhere.

The tests explicitly *allow* or *block* third-party cookies: in Chromium by its cookie setting, in Firefox by whether unpartitioned
third-party cookies need the \`Partitioned\` attribute, in WebKitGTK by its cookie policy. Chrome allows them unless the user blocks them, and
blocks them in Incognito.

The columns for WebKit are measured in WebKitGTK, whose network stack differs from Safari's. **Safari was not tested**: according to
browser-compat-data 8.1.9 (November 2026) it supports \`Partitioned\` since 26.2 (December 2025), and before that only in 18.4. Expect it
to keep such a cookie, although the last column says *lost*.
`

const words: Record<Fate, string> = { kept: 'kept', list: 'kept, at the list', lost: 'lost' }

const attributes: Record<CookieVariant, string> = {
  lax: 'no `SameSite` (the stock engine)',
  none: '`SameSite=None; Secure`',
  partitioned: '`SameSite=None; Secure; Partitioned`',
}

const names: Record<Engine, string> = { chromium: 'Chromium', firefox: 'Firefox', webkit: 'WebKit' }

/** `docs/cookies.md`. */
export function cookiesTable(fateOf: (engine: Engine, setting: Setting, each: CookieCase) => Fate | undefined): string {
  const columns = engines.flatMap((engine) => settings.map((setting) => ({ engine, setting })))
  const header = [
    'Vendor',
    "The vendor's cookie",
    ...columns.map(({ engine, setting }) => `${names[engine]}, ${setting}`),
  ]
  const rows = cookieCases.map((each) => [
    each.sites,
    attributes[each.cookie],
    ...columns.map(({ engine, setting }) => {
      const fate = fateOf(engine, setting, each)
      return fate ? words[fate] : '**failed**'
    }),
  ])
  const lines = [header, header.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`)
  return `${introduction}\n${lines.join('\n')}\n`
}
