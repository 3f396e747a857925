import { createFrame, type Frame, type VendorSession } from '../frame/createFrame.js'
import { hasLink } from '../frame/FrameState.js'
import type { FrameSettings } from '../frame/frameSettings.js'

/** The living frames below one provider, and those of them that left the page and stay alive. */
export type FrameRegistry = ReturnType<typeof createFrameRegistry>

/**
 * Parked frames are out of sight, of the tab order and of assistive technology. They go on making sounds, which is how an
 * agent hears of a new message.
 */
export function createFrameRegistry() {
  const frames = new Set<Frame>()
  /** The longest away first. */
  const parked = new Set<Frame>()
  /** Where they stand, one in each document. */
  const lots = new Set<HTMLElement>()

  /** Made when it is first needed: importing or rendering on a server touches no document. */
  function lotIn(document: Document): HTMLElement {
    const known = [...lots].find((lot) => lot.isConnected && lot.ownerDocument === document)
    if (known) return known
    const lot = document.createElement('div')
    lot.hidden = true
    lot.inert = true
    lot.dataset.conversationFrameParking = ''
    document.body.append(lot)
    lots.add(lot)
    return lot
  }

  function dispose(frame: Frame): void {
    frame.dispose()
    frames.delete(frame)
    parked.delete(frame)
    for (const lot of lots) {
      if (lot.hasChildNodes()) continue
      lot.remove()
      lots.delete(lot)
    }
  }

  /** As long as nothing in that frame speaks of a logout. */
  function sessionFor({ loginKey }: FrameSettings): VendorSession | undefined {
    const open = [...frames].find((frame) => frame.loginKey === loginKey && frame.session())
    return open?.session()
  }

  return {
    dispose,

    /** Whether that frame can still be shown. */
    has: (frame: Frame | undefined): frame is Frame => frame !== undefined && frames.has(frame),

    /** The parked frame of that view, or a new one, which needs no login where another one's can serve it. */
    find(settings: FrameSettings): Frame {
      const known = [...parked].find(({ key }) => key === settings.key)
      if (known) return known
      const created = createFrame(settings, sessionFor(settings))
      // React does not say when it removes what an Activity hides.
      for (const frame of frames) if (frame.isLost()) dispose(frame)
      frames.add(created)
      return created
    },

    /** Keeps a frame alive that leaves the page; false when that cannot be. Followed by `trim`, once React is done. */
    park(frame: Frame, limit: number): boolean {
      const stays = limit > 0 && frame.park(lotIn)
      if (stays) parked.add(frame)
      return stays
    },

    /** Whether the frame was still parked, and is no more. */
    unpark: (frame: Frame): boolean => parked.delete(frame),

    trim(limit: number): void {
      for (const frame of [...parked].slice(0, Math.max(parked.size - limit, 0))) dispose(frame)
    },

    /** Another user has signed in. */
    keepOnly(user: string): void {
      for (const frame of frames) if (frame.user !== user) dispose(frame)
    },

    /** Whether a view would need a login, and so a link. */
    needsLogin: (settings: FrameSettings): boolean =>
      !(settings.conversationUrl && settings.target.conversationId && sessionFor(settings)) &&
      ![...frames].some((frame) => frame.key === settings.key && !frame.isLost() && hasLink(frame.state())),
  }
}
