'use client'
import { useEffect, useRef } from 'react'
import { useFrameContext } from './ConversationFrameProvider.js'
import type { ConversationTarget } from './ConversationTarget.js'
import type { EndpointOptions } from './FrameOptions.js'
import { frameSettings } from './frame/frameSettings.js'
import { needsLogin } from './frame/needsLogin.js'
import { prefetchLink } from './link/prefetchedLinks.js'
import { requestLink } from './link/requestLink.js'

/**
 * Returns a function that requests a link ahead, for hover and focus: the frame that opens next takes it and does not wait. An
 * unused link expires. Failures are silent, since the frame meets them itself. Nothing is requested in a hidden tab, offline,
 * or where the frame will need no login below the same provider.
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
    const settings = frameSettings({ ...options, ...target }, context)
    if (settings.invalid || !needsLogin(context.frames, settings)) return
    void prefetchLink(settings.poolKey, (signal) => requestLink(settings.target, settings, signal))
  }).current
}
