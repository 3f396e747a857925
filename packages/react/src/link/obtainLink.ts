import type { FrameSettings } from '../frame/frameSettings.js'
import { checkLoginOrigin } from './checkLoginUrl.js'
import type { LoginLink } from './LoginLink.js'
import { linkForOne } from './linkRequests.js'
import { requestLink } from './requestLink.js'

/**
 * A link that these settings may open: the prefetched one, or one of its own. `minting` is called before one is minted.
 *
 * @throws ConversationFrameError what asking failed with, or `origin_not_allowed`
 */
export async function obtainLink(
  settings: FrameSettings,
  signal: AbortSignal,
  minting?: () => void,
): Promise<LoginLink> {
  const { target, poolKey, loginOrigins, sandbox } = settings
  const mint = (signal: AbortSignal) => {
    minting?.()
    return requestLink(target, settings, signal)
  }
  const link = await linkForOne(poolKey, mint, signal)
  // Who prefetched it may have allowed more.
  checkLoginOrigin(link.origin, loginOrigins, sandbox)
  return link
}
