import type { Frames } from './createFrames.js'
import { hasLink } from './FrameState.js'
import type { FrameSettings } from './frameSettings.js'

/** Whether a view of these settings would need a login, and so a link. */
export function needsLogin({ some }: Frames, { key, loginKey, conversationUrl, target }: FrameSettings): boolean {
  if (conversationUrl && target.conversationId && some((frame) => frame.loginKey === loginKey && !!frame.session()))
    return false
  return !some((frame) => frame.key === key && !frame.isOrphaned() && hasLink(frame.state()))
}
