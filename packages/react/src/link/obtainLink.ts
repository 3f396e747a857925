import type { FrameSettings } from '../frame/frameSettings.js'
import { healingBudget } from '../session/healingBudget.js'
import { checkLoginOrigin } from './checkLoginUrl.js'
import { prefetchPool } from './prefetchPool.js'
import { requestLink } from './requestLink.js'
import type { SingleUseLink } from './SingleUseLink.js'

/**
 * A link that these settings may open: the prefetched one, or a new one.
 *
 * @param heals a new one counts against the budget
 * @throws ConversationFrameError what the request failed with, or `origin_not_allowed`
 */
export async function obtainLink(settings: FrameSettings, signal: AbortSignal, heals = false): Promise<SingleUseLink> {
  const { target, poolKey, loginOrigins, sandbox } = settings
  const prefetched = await prefetchPool.take?.(poolKey, signal)
  if (prefetched) {
    // The prefetch may have allowed more origins.
    checkLoginOrigin(prefetched.origin, loginOrigins, sandbox)
    return prefetched
  }
  if (heals) healingBudget.spend()
  return requestLink(target, settings, signal)
}
