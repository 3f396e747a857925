import type { VendorSession } from '../frame/conversationAddress.js'
import type { Frame } from '../frame/createFrame.js'
import { createFrames, type Frames, type HiddenView } from '../frame/createFrames.js'
import type { FrameSettings } from '../frame/frameSettings.js'
import { createParking } from './createParking.js'

/** The frames below one provider, and those of them that left the page and stay alive. */
export interface KeptFrames extends Frames {
  /** How many frames to keep alive. */
  setLimit: (limit: number) => void
  /** Drops all frames that left the page. */
  dropParked: () => void
  /** Drops the frames of all other users. */
  keepOnly: (user: string) => void
}

export function createKeptFrames(): KeptFrames {
  const all = new Set<Frame>()
  /** The longest away first. */
  const parked = new Set<Frame>()
  const parking = createParking()
  const frames = createFrames(all, (settings) => sessionIn(all, settings))
  let limit = 0

  function drop(frame: Frame): void {
    frames.release(frame)
    parked.delete(frame)
    parking.clean()
  }

  function park(frame: Frame): boolean {
    const isParked = limit > 0 && frame.park(parking.elementIn)
    if (isParked) parked.add(frame)
    return isParked
  }

  function trim(most = limit): void {
    for (const frame of [...parked].slice(0, Math.max(parked.size - most, 0))) drop(frame)
  }

  function settle(frame: Frame, { container, forget }: HiddenView, isParked: boolean): void {
    if (!isParked) container?.isConnected || drop(frame)
    else if (container?.isConnected && parked.delete(frame)) frame.park(() => container)
    else forget()
  }

  return {
    ...frames,
    obtain(settings, former) {
      // Two views may show the same conversation: each gets its own frame back.
      const known = [...(frames.has(former) ? [former] : []), ...parked].find(({ key }) => key === settings.key)
      if (known) parked.delete(known)
      return known ?? frames.obtain(settings)
    },
    release(frame, successor) {
      if (frame.user !== successor?.user || !park(frame)) drop(frame)
      queueMicrotask(trim)
    },
    /** A frame that can move leaves immediately, before its place is gone. If its view was only hidden, it comes back. */
    hide(frame, view) {
      const isParked = park(frame)
      queueMicrotask(() => {
        if (!view.isShownAgain()) settle(frame, view, isParked)
        trim()
      })
    },
    setLimit(next) {
      limit = next
      trim()
    },
    dropParked: () => trim(0),
    keepOnly(user) {
      for (const frame of all) if (frame.user !== user) drop(frame)
    },
  }
}

/** The session of a frame with the same login, as long as nothing in it indicates a logout. */
function sessionIn(frames: Set<Frame>, { loginKey }: FrameSettings): VendorSession | undefined {
  return [...frames].find((frame) => frame.loginKey === loginKey && frame.session())?.session()
}
