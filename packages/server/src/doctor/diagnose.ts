import { type EndpointErrorCode, errorPage } from '@conversation-frame/contract'
import type { LoginError } from '../LoginError.js'
import { ForeignLoginOrigin } from '../partner/ForeignLoginOrigin.js'
import type { PartnerEvent } from '../partner/PartnerEvent.js'

/** Why there is no link, for the user of the command line. */
export interface Diagnosis {
  /** The step that failed. */
  name: 'target' | 'credentials' | 'link' | 'origin'
  /** Its heading in `docs/errors.md`. */
  code: EndpointErrorCode
  finding: string
  advice: string
}

type Words = readonly [finding: string, advice: string]

const rewritten: Words = [
  'The vendor did not receive a POST',
  'Correct --base-url (or PARTNER_BASE_URL), or fix the proxy that rewrites requests on their way.',
]

const refused: Words = [
  'The vendor refuses the client id and secret',
  'Correct PARTNER_CLIENT_ID and PARTNER_CLIENT_SECRET. Do not retry many times: the vendor blocks the address.',
]

/** The vendor's reasons in the call for an access token. */
const ofToken: Record<number, Words> = {
  2: refused,
  3: [
    'The vendor has blocked the address of this machine for a while, after too many attempts with wrong credentials',
    'Stop every process here that uses wrong credentials, check PARTNER_CLIENT_ID and PARTNER_CLIENT_SECRET, and wait before the next attempt. Only the vendor can say for how long.',
  ],
  13: rewritten,
}

/** The vendor's reasons in the calls for a link, which already have an access token. */
const ofLogin: Record<number, Words> = {
  2: [
    'The vendor refuses the credentials, although it issued an access token for them',
    'Check that the account of --account belongs to this partner, then ask the vendor which rights the partner has.',
  ],
  3: [
    'The vendor refuses an access token that it has just issued',
    'Check that --base-url (or PARTNER_BASE_URL) is correct for both calls, then ask the vendor.',
  ],
  13: rewritten,
  29: ['The vendor does not know the account', 'Correct --account (or PARTNER_ACCOUNT_ID).'],
  32: [
    'The vendor has suspended the account',
    'Its owner must contact the vendor. Use another one in --account (or PARTNER_ACCOUNT_ID) to check the rest.',
  ],
  34: [
    'The vendor does not know the server',
    'Correct --server (or PARTNER_SERVER): the first part of the workspace’s host name, like online in online.99digital.co.il.',
  ],
  35: [
    'The vendor does not know the agent in this account',
    'Correct --agent (or PARTNER_AGENT_ID): the id of an agent of this account.',
  ],
  36: [
    'The vendor has no such conversation or inbox in this account',
    'Correct --conversation or --inbox, or use the account that it belongs to.',
  ],
  37: [
    'The vendor does not accept this phone number or e-mail address',
    'Correct --phone or --email: it must be the contact of that conversation.',
  ],
}

/**
 * Finds out what to change, from an error and the events before it. The message of a {@link LoginError} is for the operator of a
 * server: it names options, `authorize`, and pauses between requests. A command has none of these.
 */
export function diagnose(error: LoginError, events: readonly PartnerEvent[]): Diagnosis {
  const { name, words } = causeOf(error, events)
  const [finding, advice] = words
  const { code } = error
  const reason = error.reason === undefined ? '' : `the vendor's reason ${error.reason}, `
  return { name, code, finding: `${finding} (${code}, ${reason}see ${errorPage(code)}).`, advice }
}

function causeOf(error: LoginError, events: readonly PartnerEvent[]): Pick<Diagnosis, 'name'> & { words: Words } {
  const { code, status, reason = 0, retryAfterSeconds } = error
  const last = events.at(-1)?.type
  const what = messageOf(error)
  if (last === undefined) {
    return { name: 'target', words: [what, 'Correct --phone, --email, --conversation or --inbox.'] }
  }
  if (error instanceof ForeignLoginOrigin) {
    const advice = `If ${error.origin} is your vendor's, add it to loginOrigins of the server and of the frame, and here to --login-origin (or PARTNER_LOGIN_ORIGINS).`
    return { name: 'origin', words: [what, advice] }
  }
  const isToken = last === 'token_refused'
  const name = isToken ? 'credentials' : 'link'
  const known = isToken ? ofToken[reason] : ofLogin[reason]
  if (known) return { name, words: known }
  if (isToken && code === 'misconfigured') return { name, words: refused }
  if (status === 503 && retryAfterSeconds !== undefined) {
    const finding = 'The vendor throttles this machine, because it sent too many requests'
    return {
      name,
      words: [finding, `The settings are not the cause. Wait ${retryAfterSeconds} s, then try again.`],
    }
  }
  const advice = isToken
    ? 'Check --base-url (or PARTNER_BASE_URL), and that this machine can reach it. If both are correct, wait and try again.'
    : 'The cause is the vendor or the network. Wait and try again. If it lasts, show this output to the vendor.'
  return { name, words: [what, advice] }
}

/** The error's message without the code, which the finding ends with. */
function messageOf({ status, message }: LoginError): string {
  // Its message names an option that the command does not have.
  if (status === 504) return 'The vendor did not answer in time'
  return message.replace(/(?: \(reason \d+\))? \(\w+, see \S+\)$/, '')
}
