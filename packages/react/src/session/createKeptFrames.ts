import type { VendorSession } from '../frame/conversationAddress.js'
import type { Frame } from '../frame/createFrame.js'
import { createFrames, type Frames } from '../frame/createFrames.js'
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
  const frames = createFrames(all, sessionFor)
  let limit = 0

  /** As long as nothing in that frame indicates a logout. */
  function sessionFor({ loginKey }: FrameSettings): VendorSession | undefined {
    return [...all].find((frame) => frame.loginKey === loginKey && frame.session())?.session()
  }

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

  return {
    obtain(settings) {
      const known = [...parked].find(({ key }) => key === settings.key)
      if (known) parked.delete(known)
      return known ?? frames.obtain(settings)
    },
    has: (frame): frame is Frame => frames.has(frame) && !parked.has(frame),
    release(frame, successor) {
      if (frame.user !== successor?.user || !park(frame)) drop(frame)
      queueMicrotask(trim)
    },
    /** A frame that can move leaves immediately, before its place is gone. If its view was only hidden, it comes back. */
    hide(frame, view) {
      const isParked = park(frame)
      const { container, isShownAgain, forget } = view
      queueMicrotask(() => {
        const stays = container?.isConnected === true
        if (isShownAgain()) return trim()
        if (!stays && !isParked) drop(frame)
        else if (stays && isParked && parked.delete(frame)) frame.park(() => container)
        else if (isParked) forget()
        trim()
      })
    },
    some: frames.some,
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
