import { LoginLink } from '../partner/LoginLink.js'
import { type Check, withSkipped } from './Check.js'
import type { SessionCookie } from './cookieSupport.js'
import type { Diagnosis } from './diagnose.js'
import { examineWorkspace } from './examineWorkspace.js'
import { type MintOptions, mintLink } from './mintLink.js'
import { redeemLink } from './redeemLink.js'

/** The deployment to check. */
export interface VendorCheckOptions extends MintOptions {
  /** The dashboard's origin. */
  dashboard?: URL | undefined
  /** How the vendor writes its session cookie, if the host knows. */
  sessionCookie?: SessionCookie | undefined
  /** Opens the link, which starts a session of about two months for the agent. */
  redeem: boolean
}

/** Follows a link from the credentials to the frame, and says where it fails. Mints one link. */
export async function examineVendor(given: VendorCheckOptions): Promise<Check[]> {
  const minted = await mintLink(given)
  if (!(minted instanceof LoginLink)) return withSkipped(failedChecks(minted), steps)
  const workspace = await examineWorkspace(new URL(minted.url), given)
  const redeemed = given.redeem ? await redeemLink(minted, given.fetch) : notRedeemed
  return [...mintedChecks(minted), ...workspace, redeemed]
}

/** The names of all checks, in order. */
const steps = ['credentials', 'link', 'origin', 'framing', 'site', 'cookies', 'redeem']

const credentialsWork: Check = { name: 'credentials', outcome: 'ok', finding: 'The vendor issued an access token.' }

const linkMinted: Check = { name: 'link', outcome: 'ok', finding: 'A link was minted.' }

const notRedeemed: Check = {
  name: 'redeem',
  outcome: 'skipped',
  finding: 'The link was not opened, and expires. --redeem opens it, which starts a new session for the agent.',
}

function mintedChecks(link: LoginLink): Check[] {
  const { origin } = new URL(link.url)
  return [
    credentialsWork,
    { name: 'link', outcome: 'ok', finding: `A link was minted; it can be opened for ${link.expiresInSeconds} s.` },
    { name: 'origin', outcome: 'ok', finding: `It leads to ${origin}, which is allowed.` },
  ]
}

function failedChecks({ name, finding, advice }: Diagnosis): Check[] {
  const passed = name === 'origin' ? [credentialsWork, linkMinted] : name === 'link' ? [credentialsWork] : []
  return [...passed, { name, outcome: 'failed', finding, advice }]
}
