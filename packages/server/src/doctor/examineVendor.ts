import { LoginLink } from '../partner/LoginLink.js'
import { type Check, withSkipped } from './Check.js'
import type { SessionCookie } from './cookieFate.js'
import type { Diagnosis } from './diagnose.js'
import { examineWorkspace } from './examineWorkspace.js'
import { type MintCase, mintLink } from './mintLink.js'
import { redeemLink } from './redeemLink.js'

/** What the doctor is told about a deployment. */
export interface VendorCase extends MintCase {
  /** The dashboard's origin. */
  dashboard?: URL | undefined
  /** How the vendor writes its session cookie, where the host knows. */
  sessionCookie?: SessionCookie | undefined
  /** Spends the link, which opens a session of about two months for the agent. */
  redeem: boolean
}

/** Goes the way of a link, from the credentials to the frame, and says where it ends. Mints one link. */
export async function examineVendor(given: VendorCase): Promise<Check[]> {
  const minted = await mintLink(given)
  if (!(minted instanceof LoginLink)) return withSkipped(failedChecks(minted), steps)
  const workspace = await examineWorkspace(new URL(minted.url), given)
  const redeemed = given.redeem ? await redeemLink(minted, given.fetch) : notRedeemed
  return [...mintedChecks(minted), ...workspace, redeemed]
}

/** In the order in which a link comes by. */
const steps = ['credentials', 'link', 'origin', 'framing', 'site', 'cookies', 'redeem']

const credentialsWork: Check = { name: 'credentials', outcome: 'ok', finding: 'The vendor gave out an access token.' }

const linkMinted: Check = { name: 'link', outcome: 'ok', finding: 'A link was minted.' }

const notRedeemed: Check = {
  name: 'redeem',
  outcome: 'skipped',
  finding: 'The link was not opened and expires by itself. --redeem opens it, which gives the agent a new session.',
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
