'use client'
import { useEffect, useRef } from 'react'
import { useFrameContext } from './ConversationFrameProvider.js'
import type { ConversationTarget } from './ConversationTarget.js'
import { type EndpointOptions, frameSettings } from './frame/frameSettings.js'
import { prefetchLink } from './link/linkRequests.js'
import { requestLink } from './link/requestLink.js'

/**
 * Gives a function that mints a link ahead, for hover and focus: the frame that opens next takes it, and waits for
 * nothing. A link that nobody takes expires unseen. Failures are silent, since the frame meets them itself. Nothing is
 * minted in a hidden tab, offline, or where the frame will need no login below the same provider.
 */
export function usePrefetchConversation(options: EndpointOptions = {}): (target: ConversationTarget) => void {
  const context = useFrameContext()
  const latest = useRef({ options, context })
  useEffect(() => {
    latest.current = { options, context }
  })
  return useRef((target: ConversationTarget) => {
    if (!navigator.onLine || document.visibilityState !== 'visible') return
    const { options, context } = latest.current
    const settings = frameSettings({ ...options, ...target, title: '-' }, context, '')
    if (!settings.invalid && context.registry.needsLogin(settings)) {
      void prefetchLink(settings.poolKey, (signal) => requestLink(settings.target, settings, signal))
    }
  }).current
}
