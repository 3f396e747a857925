import { mintLink } from '../doctor/mintLink.js'
import { LoginLink } from '../partner/LoginLink.js'
import type { CommandContext } from './CommandContext.js'
import { failureJson } from './failureJson.js'
import { checkFlags, type Flags } from './readFlags.js'
import { readPartnerSettings } from './readPartnerSettings.js'

/** Prints only the link to standard output, for scripts; messages go to standard error. */
export async function runMint(flags: Flags, { env, fetch, print, warn }: CommandContext): Promise<0 | 1> {
  checkFlags('mint', flags)
  const { partner, login } = readPartnerSettings(flags, env)
  const minted = await mintLink({ partner, login, fetch })
  if (!(minted instanceof LoginLink)) {
    const { code, finding, advice } = minted
    if (flags.json) print(failureJson(code, finding, advice))
    else warn(`${finding}\n→ ${advice}`)
    return 1
  }
  const { url, expiresInSeconds, conversationId, inboxId } = minted
  print(flags.json ? JSON.stringify({ url, expiresInSeconds, conversationId, inboxId }) : url)
  warn(`Open it once, within ${expiresInSeconds} s. It logs in as agent ${login.agentId}.`)
  return 0
}
