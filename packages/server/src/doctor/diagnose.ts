import { type EndpointErrorCode, errorPage } from '@conversation-frame/contract'
import type { LoginError } from '../LoginError.js'
import { ForeignLoginOrigin } from '../partner/ForeignLoginOrigin.js'
import type { PartnerEvent } from '../partner/PartnerEvent.js'

/** Why there is no link, for somebody at a command line: what stopped it, what was found, and what to change. */
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
  'The vendor did not see a POST',
  'Correct --base-url (or PARTNER_BASE_URL), or mend the proxy that rewrites requests on their way.',
]

const refused: Words = [
  'The vendor refuses the client id and secret',
  'Correct PARTNER_CLIENT_ID and PARTNER_CLIENT_SECRET. Do not try over and over: the vendor blocks the address.',
]

/** The vendor's reasons on the call for an access token. */
const ofToken: Record<number, Words> = {
  2: refused,
  3: [
    'The vendor has blocked the address of this machine for a while, after too many tries with wrong credentials',
    'Stop whatever tries with wrong credentials from here, check PARTNER_CLIENT_ID and PARTNER_CLIENT_SECRET, and wait before the next try. Only the vendor can say for how long.',
  ],
  13: rewritten,
}

/** The vendor's reasons on the calls for a link: an access token was had by then. */
const ofLogin: Record<number, Words> = {
  2: [
    'The vendor refuses the credentials, though it gave out an access token for them',
    'Check that the account of --account belongs to this partner, then ask the vendor what the partner may do.',
  ],
  3: [
    'The vendor refuses an access token that it has just given out',
    'Check that --base-url (or PARTNER_BASE_URL) is right for both calls, then ask the vendor.',
  ],
  13: rewritten,
  29: ['The vendor does not know the account', 'Correct --account (or PARTNER_ACCOUNT_ID).'],
  32: [
    'The account is suspended at the vendor',
    'Its owner must settle that with the vendor: nothing on this side helps. Name another in --account (or PARTNER_ACCOUNT_ID) to check the rest.',
  ],
  34: [
    'The vendor does not know the server',
    'Correct --server (or PARTNER_SERVER): the first part of the workspace’s host name, like online in online.99digital.co.il.',
  ],
  35: [
    'The vendor does not know the agent in this account',
    'Correct --agent (or PARTNER_AGENT_ID): the id of an agent of that very account.',
  ],
  36: [
    'The vendor has no such conversation or inbox in this account',
    'Correct --conversation or --inbox, or name the account that it is in.',
  ],
  37: [
    'The vendor has no use for this phone number or e-mail address',
    'Correct --phone or --email: it must be the contact of that conversation.',
  ],
}

/**
 * Reads out of an error, and of what was reported before it, what to change. A {@link LoginError} itself speaks to whoever
 * keeps a server: of options, of `authorize`, and of a time in which the server does not ask. A command has none of these.
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
  const what = saidBy(error)
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
    const finding = 'The vendor throttles this machine: it was asked too often'
    return {
      name,
      words: [finding, `Nothing is wrong with the settings. Wait ${retryAfterSeconds} s, then try again.`],
    }
  }
  const advice = isToken
    ? 'Check --base-url (or PARTNER_BASE_URL), and that this machine may reach it. If both are right, wait and try again.'
    : 'This is the vendor’s side, or the network: wait and try again, and if it stays show the vendor what is said here.'
  return { name, words: [what, advice] }
}

/** The error's own words without what the finding ends with. */
function saidBy({ status, message }: LoginError): string {
  // Its own speak of an option that a command does not have.
  if (status === 504) return 'The vendor did not answer in time'
  return message.replace(/(?: \(reason \d+\))? \(\w+, see \S+\)$/, '')
}
