/** What `--help` says. */
export const usage = `npx -p @conversation-frame/server conversation-frame <command> <flags>

  doctor   checks a deployment, from the credentials to the frame
  mint     prints a login link, for hosts that open it themselves

The partner's credentials come from the environment only, so that no shell history has them:
  PARTNER_CLIENT_ID, PARTNER_CLIENT_SECRET

doctor and mint:
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
  --json                    prints JSON, errors of usage included

doctor:
  --dashboard <origin>      the page that will frame the workspace
  --session-cookie <kind>   how the vendor writes its session cookie, if you know: lax, none or partitioned
  --redeem                  opens the link too: the agent gets a new session, and the link is spent

doctor --endpoint, with a target (--conversation … --name) or none, and --json:
  --endpoint <url>          checks a login endpoint instead, in whatever language it is written
  --header <name: value>    sent to the endpoint, to be a signed-in user; can be repeated. Not over plain http:, but to this machine

Exit codes: 0 nothing failed, 1 something failed, 2 the command was used wrongly.

Example: npx -p @conversation-frame/server conversation-frame doctor --account 4142 --agent 3142 \\
           --dashboard https://app.example.com
`
