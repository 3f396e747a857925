import { parseArgs } from 'node:util'

/** What the command was asked to do in a way that it cannot. Printed with the usage. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

export const usage = `conversation-frame doctor   checks a deployment, from the credentials to the frame
conversation-frame mint     prints a login link, for hosts that open it themselves

The partner's credentials come from the environment only, so that no shell history has them:
  PARTNER_CLIENT_ID, PARTNER_CLIENT_SECRET

  --account <id>            the vendor's account (or PARTNER_ACCOUNT_ID)
  --agent <id>              the vendor's agent (or PARTNER_AGENT_ID)
  --server <name>           the server that hosts the account (or PARTNER_SERVER; online)
  --conversation <id>       the conversation to open; with --phone or --email
  --inbox <id>              the inbox to open; with --phone or --email
  --phone <number>          the contact's phone number
  --email <address>         the contact's e-mail address
  --name <text>             the contact's name
  --base-url <url>          the partner API (or PARTNER_BASE_URL)
  --login-origin <origin>   an origin that a link may have; can be repeated (or PARTNER_LOGIN_ORIGINS, with commas)
  --json                    prints JSON

doctor:
  --dashboard <origin>      the page that will frame the workspace
  --session-cookie <kind>   how the vendor writes its session cookie, if you know: lax, none or partitioned
  --redeem                  opens the link too: the agent gets a new session, and the link is spent
  --endpoint <url>          checks a login endpoint instead, in whatever language it is written
  --header <name: value>    sent to the endpoint, to be a signed-in user; can be repeated

Exit codes: 0 nothing failed, 1 something failed, 2 the command was used wrongly.
`

/** The command line, its values still texts. */
export function readFlags(args: string[]) {
  const text = { type: 'string' } as const
  const flag = { type: 'boolean' } as const
  const options = {
    account: text,
    agent: text,
    server: text,
    conversation: text,
    inbox: text,
    phone: text,
    email: text,
    name: text,
    'base-url': text,
    'login-origin': { type: 'string', multiple: true },
    dashboard: text,
    'session-cookie': text,
    endpoint: text,
    header: { type: 'string', multiple: true },
    redeem: flag,
    json: flag,
    help: { type: 'boolean', short: 'h' },
    version: { type: 'boolean', short: 'v' },
  } as const
  try {
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true })
    return { values, command: positionals.join(' ') }
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
}

/** The flags that were given. */
export type Flags = ReturnType<typeof readFlags>['values']

/** The environment, as far as the command reads it. */
export type Environment = Record<string, string | undefined>

/** @throws UsageError unless the text is a positive integer. */
export function idOf(name: string, text: string | undefined): number | undefined {
  if (text === undefined || text === '') return undefined
  if (/^[1-9]\d{0,14}$/.test(text)) return Number(text)
  throw new UsageError(`${name} must be a positive integer, not ${JSON.stringify(text)}`)
}

/** @throws UsageError when the text is not an http(s) URL. */
export function urlOf(name: string, text: string | undefined): URL | undefined {
  if (text === undefined) return undefined
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return new URL(text)
  throw new UsageError(`${name} must be an address like https://app.example.com, not ${JSON.stringify(text)}`)
}
