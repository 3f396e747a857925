/** The text of `--help`. */
export const usage = `npx -p @conversation-frame/server conversation-frame <command> <flags>

  doctor   checks a deployment, from the credentials to the frame
  mint     prints a login link, for hosts that open it without the endpoint

The partner's credentials come only from the environment, so that they are not in the shell history:
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
  --login-origin <origin>   an allowed origin for links; repeatable (or PARTNER_LOGIN_ORIGINS, comma-separated)
  --json                    prints JSON, including usage errors

doctor:
  --dashboard <origin>      the origin of the page with the frame
  --session-cookie <kind>   how the vendor writes its session cookie, if known: lax, none or partitioned
  --redeem                  opens the link too, which starts a new session for the agent

doctor --endpoint, optionally with a target (--conversation … --name) and --json:
  --endpoint <url>          checks a login endpoint instead, in any programming language
  --header <name: value>    sent to the endpoint, to be a signed-in user; repeatable. Over plain http: only to this machine

Exit codes: 0 success, 1 a failure, 2 wrong usage.

Example: npx -p @conversation-frame/server conversation-frame doctor --account 4142 --agent 3142 \\
           --dashboard https://app.example.com
`
