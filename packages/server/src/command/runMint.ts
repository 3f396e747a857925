import { mintLink } from '../doctor/mintLink.js'
import { LoginLink } from '../partner/LoginLink.js'
import type { CommandContext } from './CommandContext.js'
import { failureJson } from './failureJson.js'
import { partnerCase } from './partnerCase.js'
import { checkFlags, type Flags } from './readFlags.js'

/** Prints a link, alone, so that a script can take it; how it went goes beside it. */
export async function runMint(flags: Flags, { env, fetch, print, warn }: CommandContext): Promise<0 | 1> {
  checkFlags('mint', flags)
  const { partner, login } = partnerCase(flags, env)
  const minted = await mintLink({ partner, login, fetch })
  if (!(minted instanceof LoginLink)) {
    const { code, finding, advice } = minted
    if (flags.json) print(failureJson(code, finding, advice))
    else warn(`${finding}\n→ ${advice}`)
    return 1
  }
  const { url, expiresInSeconds, conversationId, inboxId } = minted
  print(flags.json ? JSON.stringify({ url, expiresInSeconds, conversationId, inboxId }) : url)
  warn(`Open it once, within ${expiresInSeconds} s. Whoever opens it is agent ${login.agentId}.`)
  return 0
}
