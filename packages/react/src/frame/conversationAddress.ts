import { parseAbsolute } from '../link/checkLoginUrl.js'
import type { SingleUseLink } from '../link/SingleUseLink.js'
import type { FrameSettings } from './frameSettings.js'

/** A login that holds in the browser, as far as can be known: a frame has settled on it. */
export type VendorSession = Pick<SingleUseLink, 'origin' | 'conversationId'>

/**
 * The address that the host's `conversationUrl` gives for the conversation. It is ignored on any other origin than that of the
 * login, and where the host's function throws.
 */
export function conversationAddress(
  { conversationUrl }: FrameSettings,
  { origin, conversationId }: Partial<VendorSession> = {},
): string | undefined {
  try {
    const url = origin && conversationId && conversationUrl?.({ origin, conversationId })
    const parsed = url && parseAbsolute(url)
    return parsed && parsed.origin === origin ? parsed.href : undefined
  } catch {
    return undefined
  }
}
